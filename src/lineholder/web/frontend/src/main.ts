// The islands of the pages. Each page works without them; they add drawing, the drawer and the keys.
import "./styles/index.css";
import { mountCharts } from "./chart";
import { mountDrawer } from "./drawer";
import { mountFind } from "./find";
import { mountKeys } from "./keys";
import { mountProgress } from "./progress";
import { mountTheme } from "./theme";


mountTheme();
mountDrawer();
mountFind();
mountKeys();
mountCharts(document);
mountProgress();
document.documentElement.dataset["ready"] = "yes";
