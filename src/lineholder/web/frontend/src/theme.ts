// Light or dark: a cookie, so that the server draws the right one at once and nothing flashes.

const YEAR_S = 31_536_000;

function current(): "light" | "dark" {
  const set = document.documentElement.dataset["theme"];
  if (set === "light" || set === "dark") return set;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function switchTheme(): void {
  const next = current() === "dark" ? "light" : "dark";
  document.documentElement.dataset["theme"] = next;
  document.cookie = `theme=${next}; Path=/; Max-Age=${YEAR_S}; SameSite=Strict`;
}

export function mountTheme(): void {
  document.querySelector("[data-theme-switch]")?.addEventListener("click", switchTheme);
}
