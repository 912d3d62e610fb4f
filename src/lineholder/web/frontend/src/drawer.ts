// The rows drawer: a figure opens its source rows beside the page, and Escape gives the focus back.

import htmx from "htmx.org";

let opener: Element | null = null;

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}.`);
  return found;
}

function saying(text: string): HTMLElement {
  const p = document.createElement("p");
  p.className = "dim";
  p.textContent = text;
  return p;
}

export function isOpen(): boolean {
  return !part("drawer").hidden;
}

export function closeDrawer(): void {
  part("drawer").hidden = true;
  document.body.classList.remove("with-drawer");
  if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
  opener = null;
}

export async function openRows(href: string, from: Element | null): Promise<void> {
  const drawer = part("drawer");
  const body = part("drawer-body");
  if (from && !drawer.contains(from)) opener = from;
  drawer.querySelector<HTMLAnchorElement>("[data-drawer-apart]")?.setAttribute("href", href);
  drawer.hidden = false;
  document.body.classList.add("with-drawer");
  drawer.setAttribute("aria-busy", "true");
  body.replaceChildren(saying("Opening the rows…"));
  try {
    await htmx.ajax("GET", href, { target: "#drawer-body", swap: "innerHTML" });
  } catch {
    body.replaceChildren(saying("The rows could not be fetched: the server did not answer. Try again."));
  } finally {
    drawer.removeAttribute("aria-busy");
  }
  body.scrollTop = 0;
  (body.querySelector<HTMLElement>(".rows-title") ?? body).focus();
}

export function mountDrawer(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-drawer-close]")) return closeDrawer();
    const link = target?.closest("a[data-rows]");
    const href = link?.getAttribute("href");
    if (!link || !href) return;
    event.preventDefault();
    void openRows(href, link);
  });
}
