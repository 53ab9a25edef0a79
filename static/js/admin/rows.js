/** Rows of a formset: which one a control belongs to, and its neighbours. */

/**
 * The name of the row that holds a control: "citations-0" of "citations-0-exact"; "" for a control in no row.
 *
 * @param {string} name
 * @returns {string}
 * @example rowOf("participations-12-actor") // "participations-12"
 */
export function rowOf(name) {
  return /^[a-z_]+-\d+(?=-)/.exec(name)?.[0] ?? "";
}

/**
 * The control `field` in the same row as `control`.
 *
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} control
 * @param {string} field
 * @returns {any}
 * @example neighbour(quote, "article").value
 */
export function neighbour(control, field) {
  const row = rowOf(control.name);
  return row ? (control.form?.elements.namedItem(`${row}-${field}`) ?? null) : null;
}

/**
 * The controls `prefix-N-field` of a form, in order, without the hidden row from which new ones are made.
 *
 * @param {HTMLFormElement} form
 * @param {string} prefix
 * @param {string} field
 * @returns {any[]}
 * @example columns(form, "participations", "role")
 */
export function columns(form, prefix, field) {
  const pattern = new RegExp(`^${prefix}-\\d+-${field}$`);
  return [...form.elements].filter((control) => pattern.test(/** @type {any} */ (control).name ?? ""));
}

/**
 * Calls `act` when a select changes, also where select2 changes it: jQuery's events do not reach other listeners.
 *
 * @param {HTMLFormElement} form
 * @param {RegExp} name
 * @param {(control: any) => void} act
 * @returns {void}
 * @example onChange(form, /-actor$/, (select) => offices(select))
 */
export function onChange(form, name, act) {
  const heard = (/** @type {Event} */ event) => {
    const control = /** @type {any} */ (event.target);
    if (name.test(control?.name ?? "")) act(control);
  };
  const jquery = /** @type {any} */ (window).django?.jQuery;
  if (jquery) jquery(form).on("change", heard);
  else form.addEventListener("change", heard);
}
