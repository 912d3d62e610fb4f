// Keyboard first. Single keys can be switched off (WCAG 2.1.4), and never act while typing.

import { closeDrawer, isOpen, openRows } from "./drawer";
import { focusFind } from "./find";
import { switchTheme } from "./theme";

const OFF = "lineholder-keys-off";
const PLACES: Record<string, string> = { l: "/", i: "/intake", j: "/jobs" };
let going = false;

function typing(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function rowOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>("[data-row]") ?? null;
}

// The place to focus in a row: its own link, else any link, else the row itself.
function handle(row: HTMLElement): HTMLElement {
  const link = row.querySelector<HTMLElement>("[data-open]") ?? row.querySelector<HTMLElement>("a[href]");
  if (link) return link;
  row.tabIndex = -1;
  return row;
}

function move(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-row]")].filter((r) => r.offsetParent !== null);
  const current = rowOf(document.activeElement);
  const at = current ? rows.indexOf(current) : -1;
  const next = rows[at < 0 ? (step === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
  if (!next) return;
  handle(next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function rowsOfHere(): void {
  const from = document.activeElement;
  const here = from?.matches("a[data-rows]") ? from : rowOf(from)?.querySelector("a[data-rows]");
  const link = here ?? document.querySelector("main a[data-rows]");
  const href = link?.getAttribute("href");
  if (link && href) void openRows(href, link);
}

function sheet(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("#shortcuts");
}

const KEYS: Record<string, () => void> = {
  "/": focusFind,
  j: () => move(1),
  k: () => move(-1),
  r: rowsOfHere,
  t: switchTheme,
  "?": () => sheet()?.showModal(),
};

function press(event: KeyboardEvent): void {
  if (event.key === "Escape" && !sheet()?.open && isOpen()) return closeDrawer();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || sheet()?.open) return;
  if (localStorage.getItem(OFF)) return;
  const place = going ? PLACES[event.key] : undefined;
  going = event.key === "g";
  const act = place ? () => location.assign(place) : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

export function mountKeys(): void {
  document.addEventListener("keydown", press);
  document.querySelector("[data-shortcuts]")?.addEventListener("click", () => sheet()?.showModal());
  const tick = document.querySelector<HTMLInputElement>("[data-keys-on]");
  if (!tick) return;
  tick.checked = !localStorage.getItem(OFF);
  tick.addEventListener("change", () =>
    tick.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes"),
  );
}
