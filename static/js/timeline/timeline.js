/** Joins the strip, its surroundings and the tiles on one page; `start` again for another selection. */

import { readAddress, writeAddress, writeView } from "./address.js";
import { addressOf } from "./columns.js";
import { bar, legend } from "./controls.js";
import { dayNumber, isoDay } from "./days.js";
import { button, html } from "./dom.js";
import { laneHeaders } from "./headers.js";
import { laneMenu } from "./lane_menu.js";
import { loader } from "./load.js";
import { members } from "./members.js";
import { openingView, wholeOf } from "./opening.js";
import { overview, spread } from "./overview.js";
import { paletteOf } from "./palette.js";
import { save } from "./save.js";
import { moved } from "./scale.js";
import { strip, today } from "./strip.js";
import { daysOf, levelFor, nameOf, tileStore, touching } from "./tiles.js";
import { crowdLines, eventLines, tip } from "./tip.js";

/** @typedef {import("./types.js").Opening} Opening */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Bin} Bin */
/** @typedef {import("./address.js").Address} Address */
/** @typedef {import("./load.js").Progress} Progress */

/** @type {Record<string, string>} */
const LOCALES = { "": "en-GB", en: "en-GB" }; // day before month, as in the list
const SETTLED_MS = 200; // after the last movement
const LOADING_MS = 250; // sooner, a note would only flicker
const DAY_LEVEL = 22;

/** @type {Record<Progress, string>} */
const NOTES = {
  idle: "",
  loading: "Loading…",
  failed: "Some of the timeline did not arrive. ",
  offline: "No connection: this shows what was loaded before. ",
};

/**
 * @param {HTMLElement} section @param {Opening} opening
 * @param {object} page
 * @param {(id: string) => void} page.onHover
 * @param {(id: string, how?: {focus?: boolean}) => void} page.onSelect
 * @param {(from: string, to: string) => void} page.onList only these days, both included
 * @param {AbortSignal} signal ends it
 */
export function start(section, opening, { onHover, onSelect, onList }, signal) {
  let state = readAddress(location.href);
  const locale = LOCALES[document.documentElement.lang] ?? document.documentElement.lang;
  let source = section.dataset.source ?? "/timeline.json";
  const stage = html("div", {
    class: "timeline-stage",
    tabindex: "0",
    role: "listbox",
  });
  const frame = html("div", { class: "timeline-frame" }, stage);
  const note = html("p", { class: "timeline-note", role: "status" });
  let whole = wholeOf(opening, today());
  let store = tileStore(opening);
  /** @type {Map<string, Bin[]>} by name of the tile */
  const covered = new Map();

  let ending = new AbortController(); // of what is loaded for this selection
  signal.addEventListener("abort", () => ending.abort());
  let load = loader(source, { onTile, onCoverage, onProgress }, ending.signal);
  const hint = tip(frame);
  const crowd = members(frame, { onSelect: choose, onHover, onZoom: (from, to) => picture.setView({ from: from - 0.5, to: to + 0.5 }), onClose: () => stage.focus({ preventScroll: true }) }, signal);
  const picture = strip(stage, { onSelect: choose, onPoint, onFocus: onHover, onMembers, onEscape: () => onSelect(""), onDrawn }, signal);
  const headers = laneHeaders(frame, (key) => picture.setLook({ expanded: key }));
  const menu = laneMenu((keys) => remember({ lane: keys }));
  const foot = overview(frame, { onView: picture.setView, colours: () => paletteOf(frame) });
  const explained = legend(opening.families);
  const controls = bar({
    lanes: state.lanes,
    zone: state.zone,
    menu: menu.element,
    onLanes: (lanes) => remember({ lanes, lane: [] }),
    onZone: (zone) => remember({ zone }),
    onZoom: (how) => ({ in: picture.zoomIn, out: picture.zoomOut, fit: () => picture.setView(whole), today: () => centre(today() + 0.5) })[how](),
    onStretch: (days) => picture.setView(moved({ from: -days / 2, to: days / 2 }, (picture.view.from + picture.view.to) / 2)),
    onSave: (format) => picture.drawing && void save(format, picture.drawing, { view: picture.view, locale }),
    onList: () => onList(isoDay(Math.ceil(picture.view.from)), isoDay(Math.floor(picture.view.to) - 1)),
  });

  section.classList.add("is-drawn");
  section.replaceChildren(controls.element, frame, note, explained.element);
  section.dispatchEvent(new CustomEvent("timeline:ready", { detail: picture, bubbles: true })); // for who looks at it from outside
  show(store, state.view ?? openingView(opening, whole));
  apply();
  void document.fonts?.ready.then(() => explained.draw(paletteOf(section)));

  /** @param {ReturnType<typeof tileStore>} next @param {View} view */
  function show(next, view) {
    store = next;
    const events = opening.counts.total - opening.counts.undated;
    stage.setAttribute("aria-label", `Timeline of ${events} events. Arrow keys go from event to event, Enter opens.`);
    const isAll = !new URL(source, location.href).search;
    picture.setData({ store, families: opening.families, whole }, view, { what: isAll ? "a coded event" : "an event of this selection", locale });
    foot.setData(spread(store.base, whole), whole);
  }

  /** Takes over how the address wants it looked at. */
  function apply() {
    picture.setLook({ mode: state.lanes, chosen: state.lane, zone: state.zone, expanded: null });
    controls.show(state.lanes, state.zone);
  }

  /** Another way to look: into the address, as a step that “back” takes back. @param {Partial<Address>} change */
  function remember(change) {
    const regroups = "lanes" in change || "lane" in change;
    state = { ...readAddress(location.href), ...change };
    history.pushState(null, "", writeAddress(location.href, state));
    apply();
    if (regroups) void regroup();
  }

  /** Counts by other lanes, where events are too many to be counted here. */
  async function regroup() {
    if (store.isWhole) return;
    const wanted = state;
    onProgress("loading");
    try {
      const next = await load.opening(wanted);
      if (wanted !== state || signal.aborted) return;
      show(tileStore(next), picture.view);
      onProgress("idle");
    } catch {
      if (!signal.aborted) fail(() => void regroup());
    }
  }

  /** @param {string} id */
  function choose(id) {
    onSelect(id, { focus: true });
  }

  /** @param {number} day */
  function centre(day) {
    const { from, to } = picture.view;
    picture.setView(moved({ from, to }, day - (from + to) / 2));
  }

  /** @param {import("./marks_scene.js").Hit | null} hit @param {number} x @param {number} y */
  function onPoint(hit, x, y) {
    const event = hit?.kind === "event" ? picture.eventOf(hit.id) : null;
    onHover(event?.id ?? "");
    if (!hit) return hint.hide();
    hint.show(event ? eventLines(event, state.zone, locale) : crowdLines(hit, locale), x, y);
  }

  /** @param {import("./types.js").Mark[]} marks @param {number} x @param {number} y */
  function onMembers(marks, x, y) {
    hint.hide();
    crowd.open(marks, x, y, state.zone, locale);
  }

  /** @type {ReturnType<typeof setTimeout>} */
  let settling;
  let settledAt = "";
  let isDrawn = false;
  let whenDrawn = () => {};
  let isAhead = false; // of the page, whose address is still that of the selection before
  let hurries = 0;

  /** @param {import("./strip.js").Composition} found @param {View} view */
  function onDrawn(found, view) {
    headers.update(found.slots, new Map(found.heads.map(({ key, count }) => [key, count])), picture.look.expanded);
    menu.update(state.lanes === "none" ? [] : found.all, found.heads);
    foot.update(view);
    load.tiles(found.gathered.missing, grouping());
    if (!isDrawn && !found.gathered.missing.length) {
      isDrawn = true;
      performance.mark("demarche:drawn");
      whenDrawn();
    }
    const at = writeView(view);
    if (at === settledAt) return;
    settledAt = at;
    clearTimeout(settling);
    settling = setTimeout(settled, SETTLED_MS);
  }

  /** Which lanes are the fullest the server knows; where all events are here it need not. */
  function grouping() {
    return { lanes: store.isWhole ? "none" : state.lanes, lane: store.isWhole ? [] : state.lane };
  }

  /** Nobody has moved for a moment: the address, the neighbours and the days with articles follow. */
  function settled() {
    if (signal.aborted || isAhead) return;
    const { view } = picture;
    const isOpening = writeView(view) === writeView(openingView(opening, whole));
    history.replaceState(null, "", writeAddress(location.href, { ...readAddress(location.href), view: isOpening ? null : view }));
    const days = view.to - view.from;
    if (!store.isWhole) {
      const near = touching({ from: view.from - days, to: view.to + days }, Math.max(levelFor(view), ...store.base.map((tile) => tile.level)));
      load.tiles(near.filter((tile) => !store.has(tile)), grouping());
    }
    const wanted = touching(view, Math.min(levelFor(view), DAY_LEVEL));
    load.coverage(wanted.filter((tile) => !covered.has(nameOf(tile))));
    cover();
  }

  /** @param {import("./types.js").Answer} answer */
  function onTile(answer) {
    store.add(answer);
    picture.invalidate();
  }

  /** @param {{tile: [number, number], bins: [number, number][]}} answer */
  function onCoverage({ tile: [level, index], bins }) {
    const { from, to } = daysOf({ level, index });
    const days = Math.max((to - from) / 128, 1);
    covered.set(nameOf({ level, index }), bins.map(([number, count]) => ({ from: from + number * days, to: from + (number + 1) * days, count })));
    cover();
  }

  function cover() {
    const { view } = picture;
    const tiles = touching(view, Math.min(levelFor(view), DAY_LEVEL));
    picture.setCoverage(tiles.flatMap((tile) => covered.get(nameOf(tile)) ?? []));
  }

  /** @type {ReturnType<typeof setTimeout>} */
  let waiting;
  /** @param {Progress} progress */
  function onProgress(progress) {
    clearTimeout(waiting);
    if (progress === "loading") waiting = setTimeout(() => (note.textContent = NOTES.loading), LOADING_MS);
    else if (progress === "idle") note.replaceChildren();
    else fail(load.retry, progress);
  }

  /** @param {() => void} again @param {"failed" | "offline"} [progress] */
  function fail(again, progress = navigator.onLine ? "failed" : "offline") {
    clearTimeout(waiting);
    note.replaceChildren(NOTES[progress], button("Try again", again));
  }

  /** Another selection in the same picture; the page around it follows when it arrives. @param {Opening} next @param {string} from its address */
  function replace(next, from) {
    ending.abort();
    ending = new AbortController();
    [opening, source, whole] = [next, from, wholeOf(next, today())];
    load = loader(source, { onTile, onCoverage, onProgress }, ending.signal);
    covered.clear();
    isDrawn = false;
    isAhead = true;
    onProgress("idle");
    state = readAddress(location.href);
    const { view } = picture;
    const isNear = state.view !== null && view.from < whole.to && view.to > whole.from;
    show(tileStore(next), isNear ? view : openingView(next, whole));
  }

  return {
    section,
    replace,
    /** The address of what is drawn. */
    get source() {
      return source;
    },
    /** Asks for the selection of another address, and ends when it is drawn; what goes wrong, the page itself will say. @param {string} href */
    async hurry(href) {
      const search = new URLSearchParams(new URL(href, location.href).search);
      for (const name of ["view", "zone", "after", "before"]) search.delete(name);
      const own = (hurries += 1);
      const response = await fetch(`${new URL(source, location.href).pathname}?${search}`, { signal });
      const next = response.ok ? /** @type {Opening} */ (await response.json()) : null;
      if (!next || own !== hurries) return;
      replace(next, new URL(source, location.href).pathname + (next.query ? `?${next.query}` : ""));
      if (!isDrawn) await new Promise((resolve) => (whenDrawn = () => resolve(undefined)));
    },
    /** The page has caught up. */
    adopted() {
      isAhead = false;
      settled();
    },
    hover: picture.hover,
    focusStrip: () => stage.focus({ preventScroll: true }),
    neighbour: picture.neighbour,
    /** Marks an event as the open one; `days`, where it lies, are for one whose tile is not here. @param {string} id @param {{first?: string, last?: string}} [days] ISO days or empty */
    select(id, { first, last } = {}) {
      crowd.close();
      picture.select(id);
      const [from, to] = [first || last, last || first];
      if (id && from && to && !picture.eventOf(id)) picture.reveal(dayNumber(from), dayNumber(to) + 1);
    },
    /** The address has changed by “back” or “forward”. */
    follow() {
      const before = state;
      state = readAddress(location.href);
      apply();
      picture.setView(state.view ?? openingView(opening, whole));
      if (before.lanes !== state.lanes || before.lane.join() !== state.lane.join()) void regroup();
    },
    addressOf: (/** @type {string} */ id) => addressOf({ id }),
  };
}
