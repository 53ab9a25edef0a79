/**
 * The strip as an object: state in setters, one drawing in each frame. It reports what a person does and decides nothing
 * about the page around it.
 */

import { AXIS_PX, DENSITY_PX, ROW_PX, definitions, draw, laneHeight, rowsNeeded } from "./draw.js";
import { dayNumber } from "./days.js";
import { listen } from "./gestures.js";
import { lanesOf, shareRows } from "./lanes.js";
import { marksOf, spoken } from "./marks.js";
import { constrained, fit, moved, pixelsADay, revealing, toDay, zoomed } from "./scale.js";
import { html, svg } from "./svg.js";
import { find, step } from "./walk.js";

/** @typedef {import("./types.js").Payload} Payload */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./lanes.js").LaneMode} LaneMode */
/**
 * @typedef {object} Listeners
 * @property {(id: string) => void} onSelect Enter or a click on a mark
 * @property {(id: string) => void} onHover empty: nothing
 * @property {(id: string) => void} onFocus by the arrow keys
 * @property {() => void} onEscape
 * @property {(from: string, to: string) => void} onWindow a density bar or a “+N” of a summary: show these days
 */

const MOST_ROWS = 16; // with the axis about 29 rem: one screen at most, and all of a single article without a “+N”
const LEAST_ROWS = 2;
const STEP = 0.15; // of the view, for Page Up and Page Down ten times as much
const ZOOM = 0.6;

/** @param {HTMLElement} stage @param {Listeners} on */
export function strip(stage, on) {
  const picture = svg("svg", { class: "timeline-picture", "aria-hidden": "true" });
  const active = html("div", { role: "option", id: "timeline-active", class: "timeline-active", "aria-selected": "true" });
  stage.replaceChildren(picture, active);

  /** @type {import("./types.js").Mark[]} */
  let marks = [];
  /** @type {import("./lanes.js").Lane[]} */
  let lanes = [];
  /** @type {number[]} */
  let rows = [];
  /** @type {Payload | null} */
  let payload = null;
  let whole = /** @type {View} */ ({ from: 0, to: 1 });
  let view = whole;
  let width = stage.clientWidth;
  let laneMode = /** @type {LaneMode} */ ("none");
  const shown = { focused: "", selected: "", hovered: "" };
  /** Which of an event's copies has the focus: with lanes by actor there may be several. */
  let standing = /** @type {import("./walk.js").Position | null} */ (null);
  let isStale = false;

  /** One drawing in the next frame, however much changes until then. */
  function invalidate() {
    if (isStale) return;
    isStale = true;
    requestAnimationFrame(commit);
  }

  function commit() {
    isStale = false;
    if (!payload) return;
    const densities = payload.bins?.length ? DENSITY_PX : 0;
    const height = lanes.reduce((sum, lane, at) => sum + laneHeight(lane, rows[at]), AXIS_PX + densities);
    picture.setAttribute("width", String(width));
    picture.setAttribute("height", String(height));
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const today = dayNumber(new Date().toISOString().slice(0, 10));
    const rtl = document.documentElement.dir === "rtl";
    const scene = { lanes, rows, view, width, rtl, bins: payload.bins ?? [], today, ...shown };
    picture.replaceChildren(definitions(), draw(scene));
  }

  /** @param {View} next */
  function setView(next) {
    view = constrained(next, whole);
    invalidate();
  }

  /** @param {LaneMode} mode */
  function setLanes(mode) {
    if (!payload) return;
    width = stage.clientWidth || width;
    lanes = lanesOf(marks, mode, payload.families);
    laneMode = mode;
    standing = shown.focused ? find(lanes, shown.focused) : null;
    rows = shareRows(lanes.map((lane) => rowsNeeded(lane, whole, width, MOST_ROWS)), MOST_ROWS, LEAST_ROWS);
    invalidate();
  }

  /** @param {Payload} next @param {LaneMode} mode */
  function setPayload(next, mode) {
    payload = next;
    marks = marksOf(next.events);
    const first = Math.min(...(next.span ? [dayNumber(next.span[0])] : marks.map((mark) => mark.from)));
    const last = Math.max(...(next.span ? [dayNumber(next.span[1])] : marks.map((mark) => mark.to - 1)));
    whole = Number.isFinite(first) ? fit(first, last) : fit(dayNumber("2000-01-01"), dayNumber("2000-12-31"));
    view = whole;
    setLanes(mode);
  }

  /** @param {string} id @param {import("./walk.js").Position | null} [at] */
  function focus(id, at = find(lanes, id)) {
    shown.focused = id;
    standing = at;
    if (at) {
      const { marks: inLane } = lanes[at.lane];
      const mark = inLane[at.index];
      active.textContent = spoken(mark.event);
      active.setAttribute("aria-posinset", String(at.index + 1));
      active.setAttribute("aria-setsize", String(inLane.length));
      stage.setAttribute("aria-activedescendant", active.id);
      setView(revealing(view, mark.from, mark.to));
    }
    invalidate();
  }

  /** @param {Parameters<typeof step>[2]} where */
  function walk(where) {
    const next = step(lanes, standing, where);
    if (!next) return;
    const { id } = lanes[next.lane].marks[next.index].event;
    focus(id, next);
    on.onFocus(id);
  }

  const middle = () => (view.from + view.to) / 2;
  const days = () => view.to - view.from;
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => walk("next"),
    ArrowLeft: () => walk("previous"),
    ArrowUp: () => walk("up"),
    ArrowDown: () => walk("down"),
    Home: () => walk("first"),
    End: () => walk("last"),
    PageUp: () => setView(moved(view, -days() * STEP * 5)),
    PageDown: () => setView(moved(view, days() * STEP * 5)),
    "+": () => setView(zoomed(view, ZOOM, middle())),
    "=": () => setView(zoomed(view, ZOOM, middle())),
    "-": () => setView(zoomed(view, 1 / ZOOM, middle())),
    0: () => setView(whole),
    Enter: () => shown.focused && on.onSelect(shown.focused),
    " ": () => shown.focused && on.onSelect(shown.focused),
    Escape: () => on.onEscape(),
  };

  stage.addEventListener("keydown", (event) => {
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  stage.addEventListener("focus", () => {
    if (!shown.focused && stage.matches(":focus-visible")) walk("first");
  });
  stage.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const mark = target.closest("[data-event]");
    const stretch = target.closest("[data-from]");
    if (mark) on.onSelect(mark.getAttribute("data-event") ?? "");
    else if (stretch) showStretch(stretch.getAttribute("data-from") ?? "", stretch.getAttribute("data-to") ?? "");
  });
  stage.addEventListener("pointerover", (event) => {
    on.onHover(/** @type {Element} */ (event.target).closest("[data-event]")?.getAttribute("data-event") ?? "");
  });
  stage.addEventListener("pointerleave", () => on.onHover(""));

  /** @param {string} from @param {string} to ISO days */
  function showStretch(from, to) {
    if (payload?.kind === "summary") on.onWindow(from, to);
    else setView(fit(dayNumber(from), dayNumber(to)));
  }

  listen(stage, {
    move: (px) => setView(moved(view, -px / pixelsADay(view, width))),
    zoom: (factor, px) => setView(zoomed(view, factor, toDay(view, width, px))),
  });
  new ResizeObserver(() => {
    if (stage.clientWidth !== width) setLanes(laneMode);
  }).observe(stage);

  return {
    setPayload,
    setLanes,
    focus,
    /** @param {string} id */
    select(id) {
      shown.selected = id;
      const position = id ? find(lanes, id) : null;
      if (position) {
        const mark = lanes[position.lane].marks[position.index];
        setView(revealing(view, mark.from, mark.to));
      }
      invalidate();
    },
    /** @param {string} id */
    hover(id) {
      if (id === shown.hovered) return;
      shown.hovered = id;
      invalidate();
    },
    zoom: (/** @type {"in" | "out" | "all"} */ how) =>
      setView(how === "all" ? whole : zoomed(view, how === "in" ? ZOOM : 1 / ZOOM, middle())),
    /** The days in view. */
    get view() {
      return view;
    },
    rowHeight: ROW_PX,
  };
}
