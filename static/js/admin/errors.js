/** After a refused save the keyboard is where the page says what is wrong. */

/**
 * @param {Document} page
 * @returns {void}
 * @example focusErrors(document)
 */
export function focusErrors(page) {
  const note = /** @type {HTMLElement | null} */ (page.querySelector("#content .errornote, #conflict"));
  if (!note) return;
  note.tabIndex = -1;
  note.focus();
}
