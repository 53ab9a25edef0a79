/** Words selected in the article become a passage, are cited for an event, or fill a field of the current card. */

const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const TIMES = { once: 1, twice: 2, thrice: 3 };
const MULTIPLES = { hundred: 1e2, thousand: 1e3, million: 1e6, billion: 1e9 };
const GAP_PX = 8; // between the words and what can be done with them

/**
 * What a count says: a number, and of what. Without a noun it is how often.
 *
 * @param {string} words
 * @returns {{ amount: string, what: string }}
 * @example countIn("90 children") // { amount: "90", what: "children" }
 */
export function countIn(words) {
  const found = words.trim().match(/^(?:(?:about|some|around|nearly|almost|over|at least|at most|up to)\s+)?([\d.,]*\d|[a-z]+)\s*(.*)$/iu);
  if (!found) return { amount: "", what: "" };
  const word = found[1].toLowerCase();
  const known = TIMES[/** @type {keyof typeof TIMES} */ (word)] ?? NUMBERS.indexOf(word) + 1;
  const amount = /\d/.test(word) ? word : known ? String(known) : "";
  const [multiple, rest] = multipleOf(found[2]);
  const total = multiple === 1 || !amount ? amount : String(Number(amount.replaceAll(",", "")) * multiple);
  return { amount: total, what: amount ? rest.replace(/^times\b\s*/i, "").trim() : "" };
}

/** “million euros”: by how much, and what is left. @param {string} words @returns {[number, string]} */
function multipleOf(words) {
  const found = words.match(/^(hundred|thousand|million|billion)\b\s*(?:of\s+)?/i);
  if (!found) return [1, words];
  return [MULTIPLES[/** @type {keyof typeof MULTIPLES} */ (found[1].toLowerCase())], words.slice(found[0].length)];
}

/** @param {HTMLElement} desk @param {() => HTMLElement | null} current */
export function takePassages(desk, current) {
  const text = desk.querySelector("[data-desk-text]");
  const form = desk.querySelector("#desk-tools");
  const bar = desk.querySelector("[data-selected]");
  if (!text || !(form instanceof HTMLFormElement) || !(bar instanceof HTMLElement)) return;
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  document.addEventListener("selectionchange", () => {
    const range = selectedIn(text);
    if (!range) {
      if (!bar.contains(document.activeElement)) bar.hidden = true;
      return;
    }
    const [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    if (start === null || end === null || start >= end) return;
    field("start").value = String(start);
    field("end").value = String(end);
    field("quote").value = String(getSelection());
    for (const one of bar.querySelectorAll("[data-of-card]")) one.toggleAttribute("hidden", current()?.dataset.state !== "open");
    bar.hidden = false;
    place(bar, range.getBoundingClientRect());
  });
  addEventListener("scroll", () => place(bar, selectedIn(text)?.getBoundingClientRect()), { capture: true, passive: true });
  bar.addEventListener("pointerdown", (event) => {
    if (event.target instanceof HTMLButtonElement) event.preventDefault(); // the words stay selected
  });
  field("quote").addEventListener("input", () => {
    field("start").value = field("end").value = ""; // typed: the words themselves say where
  });
  bar.addEventListener("click", (event) => {
    const name = /** @type {HTMLElement} */ (event.target).dataset.field;
    const card = current();
    if (name && card) fill(card, name, field("quote").value.trim());
  });
}

/** @param {Element} text @returns {Range | null} */
function selectedIn(text) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  return text.contains(range.commonAncestorContainer) ? range : null;
}

/** Below the words, or above them where there is no room; always within the window. @param {HTMLElement} bar @param {DOMRect | undefined} words */
function place(bar, words) {
  if (bar.hidden || !words) return;
  const below = words.bottom + GAP_PX;
  const top = below + bar.offsetHeight < innerHeight ? below : Math.max(GAP_PX, words.top - GAP_PX - bar.offsetHeight);
  bar.style.insetBlockStart = `${top}px`;
  bar.style.left = `${Math.max(GAP_PX, Math.min(words.left, innerWidth - bar.offsetWidth - GAP_PX))}px`;
}

/** @param {HTMLElement} card @param {string} name @param {string} words */
function fill(card, name, words) {
  const count = countIn(words);
  if (name !== "count") return put(card, name, words);
  if (!count.what) return put(card, "occurrences", count.amount);
  const rows = [...card.querySelectorAll(".card-quantity")];
  const free = rows.find((row) => !(/** @type {HTMLInputElement | null} */ (row.querySelector('[name$="-what"]'))?.value));
  if (!free) return;
  put(free, "what", count.what);
  put(free, "amount", count.amount);
}

/** @param {Element} where @param {string} name @param {string} value */
function put(where, name, value) {
  const target = where.querySelector(`[name$="-${name}"]`);
  if (!(target instanceof HTMLInputElement)) return;
  target.closest("details")?.setAttribute("open", "");
  target.value = value;
  target.dispatchEvent(new Event("input", { bubbles: true }));
  target.focus();
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
