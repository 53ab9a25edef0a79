/** The desk of an article: keys, both sides linked, passages by selection. Each step is a form that works without it. */

import { suggestActors } from "./parties.js";

const KEPT = "demarche-desk";
const FIELDS = ":is(input, select, textarea):not([type=hidden])";

/** @param {HTMLElement} desk */
export function runDesk(desk) {
  const cards = () => /** @type {HTMLElement[]} */ ([...desk.querySelectorAll("[data-card]")]);
  const open = () => cards().filter((card) => card.dataset.state === "open");
  let current = /** @type {HTMLElement | null} */ (null);

  /** @param {HTMLElement | null | undefined} card */
  function goTo(card) {
    if (!card) return;
    current = card;
    light(card.id);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    desk.querySelector(`[data-marks~="${card.id}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** Both sides of a proposal stand out. @param {string} name */
  function light(name) {
    for (const one of desk.querySelectorAll(".is-lit")) one.classList.remove("is-lit");
    if (!name) return;
    document.getElementById(name)?.classList.add("is-lit");
    for (const one of desk.querySelectorAll(`[data-marks~="${name}"]`)) one.classList.add("is-lit");
  }

  /** @param {number} by */
  function step(by) {
    const all = open();
    const at = current ? all.indexOf(current) : -1;
    goTo(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  /** @param {ParentNode | null | undefined} where @param {string} key */
  const press = (where, key) => /** @type {HTMLElement | null | undefined} */ (where?.querySelector(`[data-key="${key}"]`))?.click();

  function takeBack() {
    const decided = /** @type {HTMLElement[]} */ ([...desk.querySelectorAll("[data-decided]")]);
    decided.sort((a, b) => ((a.dataset.decided ?? "") < (b.dataset.decided ?? "") ? 1 : -1))[0]?.click();
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press(current, "a"),
    r: () => press(current, "r"),
    u: takeBack,
    e: () => /** @type {HTMLElement | null | undefined} */ (current?.querySelector(FIELDS))?.focus(),
    n: () => /** @type {HTMLElement | null} */ (desk.querySelector('[value="passage"]'))?.click(),
  };
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key === "Escape" && target.matches(FIELDS)) return goTo(/** @type {HTMLElement | null} */ (target.closest("[data-card]")));
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches(FIELDS) || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  desk.addEventListener("focusin", (event) => {
    const card = /** @type {Element} */ (event.target).closest("[data-card]");
    if (!(card instanceof HTMLElement)) return;
    current = card;
    light(card.id);
  });
  desk.addEventListener("pointerover", (event) => {
    const target = /** @type {Element} */ (event.target);
    const name = target.closest("[data-card]")?.id ?? target.closest("[data-marks]")?.getAttribute("data-marks")?.split(" ")[0];
    if (name) light(name);
  });
  desk.querySelector("[data-desk-text]")?.addEventListener("click", (event) => {
    const name = /** @type {Element} */ (event.target).closest("[data-marks]")?.getAttribute("data-marks")?.split(" ")[0];
    if (name && getSelection()?.isCollapsed) goTo(document.getElementById(name));
  });

  passages(desk, () => current);
  suggestActors(desk);
  keepTyping(desk, cards());
  const wanted = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  goTo(wanted instanceof HTMLElement && wanted.matches("[data-card]") ? wanted : desk.querySelector(".is-refused"));
}

/** Selected words become a passage, or a field of the current card. @param {HTMLElement} desk @param {() => HTMLElement | null} current */
function passages(desk, current) {
  const text = desk.querySelector("[data-desk-text]");
  const form = desk.querySelector("#desk-tools");
  if (!text || !(form instanceof HTMLFormElement)) return;
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    if (start === null || end === null || start >= end) return;
    field("start").value = String(start);
    field("end").value = String(end);
    field("quote").value = selection.toString();
    form.querySelector(".desk-passage")?.setAttribute("open", "");
    form.querySelector("[data-fill]")?.toggleAttribute("hidden", !current());
  });
  field("quote").addEventListener("input", () => {
    field("start").value = field("end").value = ""; // typed: the words themselves say where
  });
  form.querySelector("[data-fill]")?.addEventListener("click", (event) => {
    const name = /** @type {HTMLElement} */ (event.target).dataset.field;
    const target = name && current()?.querySelector(`[name$="-${name}"]`);
    if (!(target instanceof HTMLInputElement)) return;
    target.value = name === "occurrences" ? (field("quote").value.match(/\d+/)?.[0] ?? "") : field("quote").value;
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.focus();
  });
}

/** Code points of the stored text before a place in the page; null outside of it. @param {Node} node @param {number} offset UTF-16 units, or children @returns {number | null} */
function offsetOf(node, offset) {
  if (node instanceof Element) {
    const child = node.childNodes[offset];
    if (child) return offsetOf(child, 0);
    const last = node.lastChild;
    return last ? offsetOf(last, last instanceof Text ? last.length : last.childNodes.length) : null;
  }
  const start = node.parentElement?.closest("[data-start]")?.getAttribute("data-start");
  return start ? Number(start) + [...(node.textContent ?? "").slice(0, offset)].length : null;
}

/**
 * What is typed into a card survives the sending of another, and that of its own where the session has ended: a card that
 * was decided has no fields to put it back into. @param {HTMLElement} desk @param {HTMLElement[]} cards */
function keepTyping(desk, cards) {
  /** @type {Record<string, [string, string][]>} */
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  sessionStorage.removeItem(KEPT);
  for (const card of cards) {
    if (card.classList.contains("is-refused")) continue; // the server gave back what was sent
    for (const [name, value] of kept[card.id] ?? []) {
      const input = card.querySelector(`[name="${CSS.escape(name)}"]`);
      if (input instanceof HTMLSelectElement) input.dataset.chosen = value; // it may be offered only when its name was read
      if (!(input instanceof HTMLInputElement || input instanceof HTMLSelectElement)) continue;
      input.value = value;
      input.dispatchEvent(new Event("input"));
    }
    if (kept[card.id]) card.classList.add("is-changed");
  }
  desk.addEventListener("input", (event) => /** @type {Element} */ (event.target).closest("[data-card]")?.classList.add("is-changed"));
  desk.addEventListener("submit", () => {
    const changed = cards.filter((card) => card.classList.contains("is-changed"));
    const values = changed.map((card) => {
      const inputs = /** @type {HTMLInputElement[]} */ ([...card.querySelectorAll("input:not([type=hidden]), select")]);
      return [card.id, inputs.map((input) => [input.name, input.value])];
    });
    sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(values)));
  });
}
