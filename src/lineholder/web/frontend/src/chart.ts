// Charts are drawn from the tables that stand beside them: the table is the data and the alternative.

import { mountBars } from "./bars";
import { mountHeat } from "./heat";

export function mountCharts(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>("[data-chart=bars]").forEach(mountBars);
  root.querySelectorAll<HTMLTableElement>("[data-chart=heat]").forEach(mountHeat);
}
