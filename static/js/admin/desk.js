/** The desk of an article: keys, and both sides linked. Each step is a form that works without it. */

import { readCards } from "./desk_cards.js";
import { takePassages } from "./desk_passages.js";
import { forgetForm, keepCards } from "./typed.js";

export const FIELDS = ":is(input, select, textarea):not([type=hidden], [type=checkbox])";
const NO_KEYS = "demarche-no-keys";
const SAID_AFTER_MS = 150; // a screen reader tells of a change only in a region that it has met empty

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

  function edit() {
    current?.querySelector("[data-edit]")?.setAttribute("open", "");
    /** @type {HTMLElement | null | undefined} */ (current?.querySelector(`[data-edit] ${FIELDS}`))?.focus();
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press(current, "a"),
    r: () => press(current, "r"),
    u: takeBack,
    e: edit,
    n: () => /** @type {HTMLElement | null} */ (desk.querySelector('[value="passage"]'))?.click(),
  };
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key === "Escape" && target.matches(FIELDS)) return goTo(/** @type {HTMLElement | null} */ (target.closest("[data-card]")));
    if (!usesKeys(desk) || event.ctrlKey || event.metaKey || event.altKey || target.matches(FIELDS) || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // A browser would press the first button of the form, which accepts.
  desk.addEventListener("keydown", (event) => {
    const button = event.key === "Enter" && /** @type {Element} */ (event.target).closest(".card-line")?.querySelector("[data-on-enter]");
    if (!(button instanceof HTMLButtonElement) || event.target === button) return;
    event.preventDefault();
    button.click();
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
    if (name && getSelection()?.isCollapsed) show(name);
  });

  /** The card of a passage, or the event that it is cited for. @param {string} name */
  function show(name) {
    const there = document.getElementById(name);
    there?.closest("details")?.setAttribute("open", "");
    if (there?.matches("[data-card]")) return goTo(there);
    light(name);
    there?.scrollIntoView({ block: "nearest" });
  }

  desk.classList.add("is-live");
  offerKeys(desk);
  takePassages(desk, () => current);
  readCards(desk);
  keepCards(desk, cards());
  forgetForm();
  tellWhatWasDone(desk);
  const wanted = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (wanted?.matches(".desk-cited")) wanted.focus();
  else goTo(wanted?.matches("[data-card]") ? wanted : desk.querySelector(".is-refused"));
}

/** Keys of one letter get in the way of speech and some aids: whoever wants can do without them. @param {HTMLElement} desk */
function offerKeys(desk) {
  const choice = desk.querySelector("[data-use-keys]");
  if (!(choice instanceof HTMLInputElement)) return;
  choice.closest("[data-keys-choice]")?.removeAttribute("hidden");
  choice.checked = localStorage.getItem(NO_KEYS) === null;
  choice.addEventListener("change", () => (choice.checked ? localStorage.removeItem(NO_KEYS) : localStorage.setItem(NO_KEYS, "1")));
}

/** @param {HTMLElement} desk @returns {boolean} */
const usesKeys = (desk) => /** @type {HTMLInputElement | null} */ (desk.querySelector("[data-use-keys]"))?.checked ?? true;

/** The focus goes to a card at once, past the messages above: they are said all the same. @param {HTMLElement} desk */
function tellWhatWasDone(desk) {
  const said = [...document.querySelectorAll(".messagelist li")].map((one) => one.textContent?.trim()).join(" ");
  const region = desk.querySelector("[data-said]");
  if (region && said) setTimeout(() => (region.textContent = said), SAID_AFTER_MS);
}
