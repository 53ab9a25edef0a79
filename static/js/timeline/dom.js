/** A small builder for elements. Attributes only: the strict content policy refuses style attributes. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 * @example html("button", {type: "button", class: "zoom"}, "+")
 */
export function html(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * A button that does one thing.
 * @param {string} label @param {() => void} pressed @param {Record<string, string>} [attributes]
 */
export function button(label, pressed, attributes = {}) {
  const element = html("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", pressed);
  return element;
}

/**
 * @param {string} label @param {[string, string][]} options value and words @param {string} value
 * @param {(value: string) => void} chosen
 */
export function choice(label, options, value, chosen) {
  const select = html("select", {}, ...options.map(([own, words]) => html("option", { value: own }, words)));
  select.value = value;
  select.addEventListener("change", () => chosen(select.value));
  const element = html("label", { class: "timeline-choice" }, html("span", {}, label), select);
  return { element, select };
}
