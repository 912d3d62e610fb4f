// Jobs: htmx polls them; a page whose job has ended is loaded anew, so that it shows what came of it.

export function mountProgress(): void {
  const look = new MutationObserver(() => {
    if (document.querySelector("main [data-reload]")) {
      look.disconnect();
      location.reload();
    }
  });
  const main = document.getElementById("main");
  if (main?.querySelector(".job")) look.observe(main, { childList: true, subtree: true });
}
