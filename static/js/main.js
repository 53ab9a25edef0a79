/** The only module that knows the whole page: it joins the timeline, the list, the panel and the address. */

import { readAddress, writeAddress } from "./timeline/address.js";
import { facets } from "./timeline/facets.js";
import { navigation } from "./timeline/navigation.js";
import { panel } from "./timeline/panel.js";
import { start } from "./timeline/timeline.js";

/** @typedef {ReturnType<typeof start>} Timeline */
/** @typedef {ReturnType<typeof panel>} Panel */

let ending = new AbortController();
let selected = "";
/** @type {Timeline | null} */
let timeline = null;
/** @type {Panel | null} */
let details = null;

/** @param {string} id */
function item(id) {
  return id ? document.getElementById(`event-${id}`) : null;
}

/** Marks one row of the list. @param {string} id @param {string} name of a class */
function markRow(id, name) {
  for (const found of document.querySelectorAll(`.event.${name}`)) found.classList.remove(name);
  item(id)?.classList.add(name);
}

/** The same event on the strip and in the list. @param {string} id */
function highlight(id) {
  markRow(id, "is-hovered");
  timeline?.hover(id);
}

/** @param {string} id empty: close @param {{remember?: boolean, focus?: boolean}} [how] */
async function choose(id, { remember = false, focus = false } = {}) {
  const was = selected;
  selected = id;
  markRow(id, "is-selected");
  timeline?.select(id);
  if (remember && id !== was) history.pushState(null, "", writeAddress(location.href, { ...readAddress(location.href), event: id }));
  if (!id) {
    const returns = document.getElementById("event-panel")?.contains(document.activeElement);
    details?.close();
    if (returns) timeline?.focusStrip();
    return;
  }
  const card = await details?.open(timeline?.addressOf(id) ?? "");
  if (selected !== id) return;
  if (card) timeline?.select(id, { first: card.dataset.first, last: card.dataset.last });
  details?.setSteps(Boolean(timeline?.neighbour(id, -1)), Boolean(timeline?.neighbour(id, 1)));
  if (focus) details?.focus();
}

/** @param {-1 | 1} by */
function stepBy(by) {
  const next = timeline?.neighbour(selected, by);
  if (next) void choose(next.id, { remember: true, focus: true });
}

/** Only these days. @param {string} from @param {string} to */
function listOnly(from, to) {
  const url = new URL(location.href);
  url.hash = "";
  for (const name of ["view", "after", "before"]) url.searchParams.delete(name);
  url.searchParams.set("from", from);
  url.searchParams.set("to", to);
  void pages.go(url.href);
}

/** Rows of the list: a plain click selects, and opens the page only with a modifier or from the panel. @param {HTMLElement} list */
function follow(list) {
  const idOf = (/** @type {Event} */ event) =>
    event.target instanceof Element ? event.target.closest(".event")?.getAttribute("data-event") ?? "" : "";
  list.addEventListener("pointerover", (event) => highlight(idOf(event)));
  list.addEventListener("focusin", (event) => highlight(idOf(event)));
  list.addEventListener("pointerleave", () => highlight(""));
  list.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(".event-title a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || !details) return;
    event.preventDefault();
    void choose(idOf(event), { remember: true, focus: true });
  });
}

/** Takes hold of whatever the page holds now. */
function begin() {
  const section = document.getElementById("timeline");
  const data = document.getElementById("timeline-data");
  const element = document.getElementById("event-panel");
  details = element ? panel(element, { onClose: () => void choose("", { remember: true }), onStep: stepBy }) : null;
  if (section && timeline && timeline.source === section.dataset.source) {
    section.replaceWith(timeline.section); // the picture was quicker than the page
    timeline.adopted();
  } else restart(section, data?.textContent ?? "");
  for (const list of document.querySelectorAll(".list")) if (list instanceof HTMLElement) follow(list);
  const counts = document.getElementById("facets");
  if (counts) facets(counts);
  selected = "";
  const { event } = readAddress(location.href);
  if (event && timeline) void choose(event);
}

/** @param {HTMLElement | null} section @param {string} data the opening as JSON */
function restart(section, data) {
  ending.abort();
  ending = new AbortController();
  timeline = null;
  if (!section || !data) return;
  const page = { onHover: highlight, onSelect: (/** @type {string} */ id, how = {}) => void choose(id, { ...how, remember: true }), onList: listOnly };
  timeline = start(section, JSON.parse(data), page, ending.signal);
}

/** The picture need not wait for the page. @param {string} href */
async function hurry(href) {
  await timeline?.hurry(href).catch(() => {}); // the page will say what is wrong
}

const pages = navigation({ onLeaving: hurry, onSwapped: begin });
addEventListener("popstate", () => {
  if (pages.isElsewhere()) return void pages.go(location.href, { push: false });
  timeline?.follow();
  const { event } = readAddress(location.href);
  if (event !== selected) void choose(event);
});
begin();
