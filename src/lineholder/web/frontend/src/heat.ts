// The heat map is a table already; this gives it one tab stop and arrow keys.

import { rove } from "./roving";

export function mountHeat(table: HTMLTableElement): void {
  const links = [...table.querySelectorAll<HTMLElement>("a")];
  const place = links.map((link) => {
    const cell = link.closest("td");
    const row = link.closest("tr");
    return { x: cell?.cellIndex ?? 0, y: row?.rowIndex ?? 0 };
  });
  const nearest = (at: number, dx: number, dy: number): number => {
    const from = place[at];
    if (!from) return at;
    let best = at;
    let least = Infinity;
    place.forEach((to, i) => {
      const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const across = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      const far = along + 3 * across;
      if (along > 0 && far < least) [best, least] = [i, far];
    });
    return best;
  };
  rove(links, (at) => ({
    ArrowLeft: nearest(at, -1, 0),
    ArrowRight: nearest(at, 1, 0),
    ArrowUp: nearest(at, 0, -1),
    ArrowDown: nearest(at, 0, 1),
  }));
}
