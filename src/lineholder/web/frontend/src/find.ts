// The find box: nothing is asked while typing, since every search is recorded.

function box(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("[data-find] input");
}

export function focusFind(): void {
  const input = box();
  input?.focus();
  input?.select();
}

export function mountFind(): void {
  const input = box();
  input?.form?.addEventListener("submit", (event) => {
    input.value = input.value.trim();
    if (input.value === "") {
      event.preventDefault();
      input.focus();
    }
  });
  input?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    input.value = input.defaultValue;
    input.blur();
    event.stopPropagation();
  });
}
