/** Select2 names its boxes after what is chosen in them; here they get the name of their field. */

/**
 * The name of a field: what its label or its column says, without the colon.
 *
 * @param {HTMLSelectElement} select
 * @returns {string}
 * @example nameOf(select) // "Actor"
 */
export function nameOf(select) {
  const said = select.ariaLabel ?? select.labels?.[0]?.textContent ?? "";
  return said.trim().replace(/:$/, "");
}

/**
 * @param {HTMLFormElement} form
 * @returns {void}
 * @example nameChoosers(form)
 */
export function nameChoosers(form) {
  const jquery = /** @type {any} */ (window).django?.jQuery;
  if (!jquery) return;
  const nameAll = () => {
    for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (form.querySelectorAll("select.admin-autocomplete"))) {
      const box = select.nextElementSibling?.querySelector("[role=combobox]");
      const chosen = box?.getAttribute("aria-labelledby");
      if (!box || !chosen) continue;
      box.setAttribute("aria-label", nameOf(select));
      box.setAttribute("aria-describedby", chosen);
      box.removeAttribute("aria-labelledby");
    }
  };
  jquery(nameAll); // behind the stock script, which makes the boxes
  document.addEventListener("formset:added", nameAll);
}
