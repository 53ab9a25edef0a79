/** Asks before a page is left on which something was typed and not saved. */

/**
 * @param {HTMLFormElement} form
 * @returns {void}
 * @example guardUnsaved(form)
 */
export function guardUnsaved(form) {
  let touched = false;
  form.addEventListener("input", () => (touched = true));
  form.addEventListener("submit", () => (touched = false));
  addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
}
