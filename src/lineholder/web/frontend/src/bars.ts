// Daily activity: calls and texts stacked, and the mean of seven days centred on each.

import { alongLine, rove } from "./roving";
import { step, svg } from "./svg";

interface Day {
  label: string;
  href: string | null;
  calls: number;
  texts: number;
  mean: number | null;
}

const HEIGHT = 220;
const PAD = { top: 10, right: 8, bottom: 24, left: 38 };
const WIDEST = 44;

function read(figure: HTMLElement): Day[] {
  return [...figure.querySelectorAll<HTMLTableRowElement>("tbody tr")].map((row) => {
    const head = row.querySelector("th");
    const mean = row.dataset["mean"];
    return {
      label: head?.textContent?.trim() ?? "",
      href: head?.querySelector("a")?.getAttribute("href") ?? null,
      calls: Number(row.dataset["calls"]),
      texts: Number(row.dataset["texts"]),
      mean: mean === undefined ? null : Number(mean),
    };
  });
}

export function mountBars(figure: HTMLElement): void {
  const plot = figure.querySelector<HTMLElement>("[data-plot]");
  const days = read(figure);
  if (!plot || days.length === 0) return;
  let drawn = 0;
  const draw = (): void => {
    const width = Math.floor(plot.clientWidth);
    if (width === drawn || width < 100) return;
    drawn = width;
    plot.replaceChildren(picture(figure, days, width));
  };
  new ResizeObserver(draw).observe(plot);
  draw();
}

function picture(figure: HTMLElement, days: Day[], width: number): SVGSVGElement {
  const top = Math.max(1, ...days.map((d) => d.calls + d.texts));
  const tick = step(top, 4);
  const ceiling = Math.ceil(top / tick) * tick;
  const room = HEIGHT - PAD.top - PAD.bottom;
  const y = (n: number): number => HEIGHT - PAD.bottom - (n / ceiling) * room;
  const pitch = Math.min(WIDEST, (width - PAD.left - PAD.right) / days.length);
  const x = (i: number): number => PAD.left + i * pitch;
  const right = x(days.length);
  const chart = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "group", "aria-label": "Contacts a day; the table below says the same" });
  for (let n = 0; n <= ceiling; n += tick) chart.append(...gridLine(y(n), n, right));
  days.forEach((_, i) => {
    const label = dayLabel(days, i, pitch);
    if (label) chart.append(text(label, x(i), HEIGHT - 7, "axis-text"));
  });
  const bars = days.map((day, i) => bar(figure, day, x(i), pitch, y));
  chart.append(...bars, meanLine(days, (i) => x(i) + pitch / 2, y));
  const links = bars.filter((b): b is SVGAElement => b instanceof SVGAElement);
  rove(links, alongLine(links.length));
  return chart;
}

function gridLine(at: number, n: number, right: number): SVGElement[] {
  const line = svg("line", { x1: PAD.left, x2: right, y1: at, y2: at, class: n === 0 ? "base" : "grid" });
  const label = text(n.toLocaleString("en-GB"), PAD.left - 6, at + 4, "axis-text end");
  return [line, label];
}

function text(content: string, x: number, y: number, kind: string): SVGTextElement {
  const made = svg("text", { x, y, class: kind });
  made.textContent = content;
  return made;
}

// The first day, each month's first, and Mondays where there is room: "4 May".
function dayLabel(days: Day[], i: number, pitch: number): string | null {
  const [weekday, date, month, year] = (days[i]?.label ?? "").split(/\s/u);
  if (!date || !month) return null;
  const every = Math.max(1, Math.ceil(62 / (7 * pitch)));
  const mondays = days.slice(0, i + 1).filter((d) => d.label.startsWith("Mon")).length;
  if (weekday !== "Mon" || (mondays - 1) % every !== 0) return null;
  return mondays === 1 ? `${date} ${month} ${year ?? ""}` : `${date} ${month}`;
}

function bar(figure: HTMLElement, day: Day, x: number, pitch: number, y: (n: number) => number): SVGElement {
  const total = day.calls + day.texts;
  const made = day.href
    ? svg("a", { href: day.href, "data-rows": "", "aria-label": `${day.label}: ${told(day)}; open its rows` })
    : svg("g");
  made.setAttribute("class", "bar");
  const gap = pitch > 5 ? 1.5 : pitch > 3 ? 0.75 : 0.25;
  const width = pitch - gap;
  made.append(
    svg("rect", { class: "hit", x, y: PAD.top, width: pitch, height: y(0) - PAD.top }),
    svg("rect", { class: "calls", x, y: y(day.calls), width, height: y(0) - y(day.calls) }),
    svg("rect", { class: "texts", x, y: y(total), width, height: y(day.calls) - y(total) }),
  );
  const say = (): void => readout(figure, `${day.label}: ${told(day)}`);
  for (const event of ["pointerenter", "focus"]) made.addEventListener(event, say);
  for (const event of ["pointerleave", "blur"]) made.addEventListener(event, () => readout(figure, ""));
  return made;
}

function told(day: Day): string {
  const mean = day.mean === null ? "" : `, 7-day mean ${day.mean.toFixed(1)}`;
  return `${day.calls + day.texts} contacts, ${day.calls} calls and ${day.texts} texts${mean}`;
}

function readout(figure: HTMLElement, said: string): void {
  const place = figure.querySelector<HTMLElement>("[data-readout]");
  if (place) place.dataset["said"] = said;
}

function meanLine(days: Day[], x: (i: number) => number, y: (n: number) => number): SVGPathElement {
  let path = "";
  let pen = "M";
  days.forEach((day, i) => {
    if (day.mean === null) {
      pen = "M";
      return;
    }
    path += `${pen}${x(i).toFixed(1)} ${y(day.mean).toFixed(1)}`;
    pen = "L";
  });
  return svg("path", { class: "mean", d: path });
}
