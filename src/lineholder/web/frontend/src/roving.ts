// Roving focus: one tab stop for many links, arrows move between them.

export function rove(links: (HTMLElement | SVGElement)[], columns: (at: number) => Record<string, number>): void {
  links.forEach((link, i) => link.setAttribute("tabindex", i === 0 ? "0" : "-1"));
  links.forEach((link, i) =>
    link.addEventListener("keydown", (event) => {
      const key = (event as KeyboardEvent).key;
      const next = links[columns(i)[key] ?? -1];
      if (!next) return;
      event.preventDefault();
      links.forEach((other) => other.setAttribute("tabindex", "-1"));
      next.setAttribute("tabindex", "0");
      next.focus();
    }),
  );
}

export function alongLine(count: number): (at: number) => Record<string, number> {
  return (at) => ({ ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 });
}
