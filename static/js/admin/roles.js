/** The chosen type: it says when it is used, and its roles stand first in every row of the parties. */

import { columns, neighbour, onChange } from "./rows.js";

/**
 * The role that an empty row begins with: equals are alike, otherwise the first row is who acts.
 *
 * @param {string[]} roles of the type
 * @param {boolean} symmetric
 * @param {number} row
 * @returns {string}
 * @example suggestedRole(["visitor", "host"], false, 1) // "host"
 */
export function suggestedRole(roles, symmetric, row) {
  if (!roles.length) return "participant";
  return symmetric || row === 0 ? roles[0] : (roles[1] ?? roles[0]);
}

/**
 * All roles in two groups: those of the type in its order, then the others in theirs.
 *
 * @param {string[]} roles of the type
 * @param {string[]} all
 * @returns {[string[], string[]]}
 * @example arranged(["host"], ["target", "host"]) // [["host"], ["target"]]
 */
export function arranged(roles, all) {
  return [roles.filter((role) => all.includes(role)), all.filter((role) => !roles.includes(role))];
}

/**
 * @param {HTMLFormElement} form
 * @returns {void}
 * @example watchRoles(form)
 */
export function watchRoles(form) {
  const type = /** @type {HTMLSelectElement | null} */ (form.elements.namedItem("type"));
  if (!type) return;
  onChange(form, /^participations-\d+-role$/, (role) => (role.dataset.chosen = ""));
  const apply = () => columns(form, "participations", "role").forEach((select, row) => fill(select, type, row));
  const description = descriptionOf(type);
  const describe = () => (description.textContent = type.selectedOptions[0]?.dataset.description ?? "");
  onChange(form, /^type$/, () => {
    describe();
    apply();
  });
  describe();
  document.addEventListener("formset:added", apply);
  if (type.value && !form.querySelector("[name='read_version'][value]:not([value=''])")) apply();
}

/** @param {HTMLSelectElement} type */
function descriptionOf(type) {
  const box = document.createElement("div");
  box.id = "type-description";
  box.className = "help";
  box.setAttribute("role", "status");
  type.closest(".form-row")?.append(box);
  type.setAttribute("aria-describedby", box.id);
  return box;
}

/**
 * @param {HTMLSelectElement} select
 * @param {HTMLSelectElement} type
 * @param {number} row
 */
function fill(select, type, row) {
  const chosenType = type.selectedOptions[0];
  const roles = chosenType?.dataset.roles?.split(" ").filter(Boolean) ?? [];
  const labels = new Map([...select.options].map((option) => [option.value, option.text]));
  const value = select.value;
  const [usual, others] = arranged(roles, [...labels.keys()]);
  const groups = [group("usual for this type", usual, labels), group("other roles", others, labels)];
  select.replaceChildren(...groups.filter((found) => found.children.length));
  const isEmptyRow = !neighbour(select, "actor")?.value && !("chosen" in select.dataset);
  select.value = isEmptyRow ? suggestedRole(roles, "symmetric" in (chosenType?.dataset ?? {}), row) : value;
}

/**
 * @param {string} label
 * @param {string[]} roles
 * @param {Map<string, string>} labels
 */
function group(label, roles, labels) {
  const found = document.createElement("optgroup");
  found.label = label;
  found.append(...roles.map((role) => new Option(labels.get(role), role)));
  return found;
}
