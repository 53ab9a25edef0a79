/**
 * The strip as an object: state in setters, one drawing in each frame. It reports what a person does and decides nothing
 * about the page around it.
 */

import { composer } from "./composition.js";
import { dayNumber } from "./days.js";
import { html } from "./dom.js";
import { listen } from "./gestures.js";
import { spoken } from "./marks.js";
import { detailText, labelText } from "./marks_scene.js";
import { fontOf, paint } from "./paint.js";
import { onTheme, paletteOf } from "./palette.js";
import { constrained, fit, moved, pixelsADay, revealing, toDay, zoomed } from "./scale.js";
import { heightOf, picture } from "./scene.js";
import { find, step } from "./walk.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./marks_scene.js").Hit} Hit */
/** @typedef {import("./composition.js").Look} Look */
/** @typedef {import("./composition.js").Data} Data */
/** @typedef {ReturnType<ReturnType<typeof composer>["compose"]>} Composition */
/**
 * @typedef {object} Listeners
 * @property {(id: string) => void} onSelect Enter or a click on a mark
 * @property {(hit: Hit | null, x: number, y: number) => void} onPoint what lies under the pointer, at a place of the stage
 * @property {(id: string) => void} onFocus by the arrow keys
 * @property {(marks: Mark[], x: number, y: number) => void} onMembers the list of a “+N”
 * @property {() => void} onEscape
 * @property {(found: Composition, view: View) => void} onDrawn after each frame
 */

const PAGE_SHARE = 0.75; // of the view, for Page Up and Page Down
const ZOOM = 0.6;
const MOST_MEASURES = 2000; // kept for who looks at the frames' times
const MOST_HEIGHT = { share: 0.72, px: 640 };
const LEAST_HEIGHT = 300;

/** @param {HTMLElement} stage @param {Listeners} on @param {AbortSignal} signal ends it */
export function strip(stage, on, signal) {
  const canvas = html("canvas", { class: "timeline-picture", "aria-hidden": "true" });
  const active = html("div", { role: "option", id: "timeline-active", class: "timeline-active", "aria-selected": "true" });
  stage.replaceChildren(canvas, active);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const measured = measurer(stage);
  const { widths } = measured;
  const { compose } = composer(widths);

  let palette = paletteOf(stage);
  /** @type {Data | null} */
  let data = null;
  let look = /** @type {Look} */ ({ mode: "none", chosen: [], zone: "own", expanded: null });
  let view = /** @type {View} */ ({ from: 0, to: 1 });
  let locale = "en-GB";
  /** @type {Composition | null} */
  let found = null;
  /** @type {Hit[]} */
  let hits = [];
  let quiet = { coverage: /** @type {import("./types.js").Bin[]} */ ([]), what: "a coded event" };
  const shown = { focused: "", selected: "", hovered: "" };
  let standing = ""; // key of the lane in which the focused event was reached: it may have copies in others
  let isStale = false;
  let frames = 0;

  const room = () => ({
    width: stage.clientWidth || 1,
    height: Math.max(Math.min(innerHeight * MOST_HEIGHT.share, MOST_HEIGHT.px), LEAST_HEIGHT),
  });

  /** One drawing in the next frame, however much changes until then. */
  function invalidate() {
    if (isStale) return;
    isStale = true;
    requestAnimationFrame(commit);
  }

  function commit() {
    isStale = false;
    if (!data) return;
    const begun = performance.now();
    const space = room();
    if (!measured.isFor(space.width)) measured.forget(space.width);
    found = compose(data, look, view, space, shown.focused || shown.selected);
    const drawing = picture({ ...found, view, width: space.width, shown, widths, quiet: { ...quiet, gaps: found.gaps }, today: today(), locale });
    hits = drawing.hits;
    size(space.width, drawing.height);
    const ratio = devicePixelRatio;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, space.width, drawing.height);
    paint(pen, drawing.prims, palette);
    measure(begun);
    on.onDrawn(found, view);
  }

  /** @param {number} begun */
  function measure(begun) {
    frames += 1;
    if (frames % MOST_MEASURES === 0) performance.clearMeasures("demarche:frame");
    performance.measure("demarche:frame", { start: begun, end: performance.now() });
  }

  /** @param {number} width @param {number} height px */
  function size(width, height) {
    const ratio = devicePixelRatio;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width === wide && canvas.height === high) return;
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }

  /** @param {View} next */
  function setView(next) {
    if (!data) return;
    view = constrained(next, data.whole);
    invalidate();
  }

  /** @param {string} id @param {string} [lane] key */
  function focus(id, lane = "") {
    shown.focused = id;
    standing = lane;
    const lanes = found?.lanes ?? [];
    const at = id ? find(lanes, id, lane) : null;
    if (at) {
      const { marks, label } = lanes[at.lane];
      const mark = marks[at.index];
      active.textContent = spoken(mark.event, look.zone, locale) + (label ? `. ${label}` : "");
      active.setAttribute("aria-posinset", String(at.index + 1));
      active.setAttribute("aria-setsize", String(marks.length));
      stage.setAttribute("aria-activedescendant", active.id);
      setView(revealing(view, mark.from, mark.to));
    }
    invalidate();
  }

  /** @param {import("./walk.js").Step} where */
  function walk(where) {
    const lanes = found?.lanes ?? [];
    const next = step(lanes, shown.focused ? find(lanes, shown.focused, standing) : null, where);
    if (!next) return;
    const { marks, key } = lanes[next.lane];
    focus(marks[next.index].event.id, key);
    on.onFocus(marks[next.index].event.id);
  }

  const middle = () => (view.from + view.to) / 2;
  const days = () => view.to - view.from;
  const zoom = (/** @type {number} */ factor) => setView(zoomed(view, factor, middle()));
  const open = () => shown.focused && on.onSelect(shown.focused);
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => walk("next"),
    ArrowLeft: () => walk("previous"),
    ArrowUp: () => walk("up"),
    ArrowDown: () => walk("down"),
    Home: () => walk("first"),
    End: () => walk("last"),
    PageUp: () => setView(moved(view, -days() * PAGE_SHARE)),
    PageDown: () => setView(moved(view, days() * PAGE_SHARE)),
    "+": () => zoom(ZOOM),
    "=": () => zoom(ZOOM),
    "-": () => zoom(1 / ZOOM),
    0: () => data && setView(data.whole),
    Enter: open,
    " ": open,
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
  stage.addEventListener("click", ({ offsetX, offsetY }) => {
    const hit = hitAt(offsetX, offsetY);
    if (hit?.kind === "event") on.onSelect(hit.id);
    else if (hit?.kind === "cluster") on.onMembers(hit.marks, hit.x + hit.w / 2, hit.y + hit.h);
    else if (hit?.kind === "bin") setView(fit(hit.from, hit.to - 1));
  });
  stage.addEventListener("pointermove", (event) => {
    const hit = event.buttons ? null : hitAt(event.offsetX, event.offsetY);
    stage.classList.toggle("is-over", hit !== null);
    on.onPoint(hit, event.offsetX, event.offsetY);
  });
  stage.addEventListener("pointerleave", () => on.onPoint(null, 0, 0));

  /** @param {number} x @param {number} y px of the stage @returns {Hit | null} */
  function hitAt(x, y) {
    return hits.findLast((hit) => x >= hit.x && x <= hit.x + hit.w && y >= hit.y && y <= hit.y + hit.h) ?? null;
  }

  listen(stage, {
    move: (px) => setView(moved(view, -px / pixelsADay(view, room().width))),
    zoom: (factor, px) => setView(zoomed(view, factor, toDay(view, room().width, px))),
  });
  const resizes = new ResizeObserver(invalidate);
  resizes.observe(stage);
  signal.addEventListener("abort", () => resizes.disconnect());
  addEventListener("resize", invalidate, { signal });
  const repaint = () => {
    palette = paletteOf(stage);
    measured.forget(room().width);
    invalidate();
  };
  onTheme(repaint, signal);
  for (const event of ["beforeprint", "afterprint"]) {
    addEventListener(event, () => {
      palette = paletteOf(stage);
      commit();
    }, { signal });
  }
  void document.fonts?.ready.then(repaint);

  return {
    /** @param {Data} next @param {View} at @param {{what: string, locale: string}} words */
    setData(next, at, words) {
      data = next;
      locale = words.locale;
      quiet = { coverage: [], what: words.what };
      view = constrained(at, next.whole);
      invalidate();
    },
    /** @param {Partial<Look>} next */
    setLook(next) {
      look = { ...look, ...next };
      invalidate();
    },
    /** @param {import("./types.js").Bin[]} coverage */
    setCoverage(coverage) {
      quiet = { ...quiet, coverage };
      invalidate();
    },
    setView,
    zoomIn: () => zoom(ZOOM),
    zoomOut: () => zoom(1 / ZOOM),
    invalidate,
    focus,
    /** @param {string} id @param {{reveals?: boolean}} [how] */
    select(id, { reveals = true } = {}) {
      shown.selected = id;
      const mark = id && reveals ? found?.marks.find(({ event }) => event.id === id) : null;
      if (mark) setView(revealing(view, mark.from, mark.to));
      invalidate();
    },
    /** @param {string} id */
    hover(id) {
      if (id === shown.hovered) return;
      shown.hovered = id;
      invalidate();
    },
    /** The event before or after another one in time, of those that are here. @param {string} id @param {-1 | 1} by */
    neighbour(id, by) {
      const marks = found?.marks ?? [];
      const at = marks.findIndex(({ event }) => event.id === id);
      return at < 0 ? null : (marks[at + by]?.event ?? null);
    },
    /** @param {string} id */
    eventOf: (id) => found?.marks.find(({ event }) => event.id === id)?.event ?? null,
    /** Moves to a stretch of days, so that what lies there is loaded. @param {number} from @param {number} to */
    reveal: (from, to) => setView(revealing(view, from, to)),
    /** What is on screen, for saving. */
    get drawing() {
      const space = room();
      const state = found && { ...found, view, width: space.width, shown: { focused: "", selected: "", hovered: "" }, widths, quiet: { ...quiet, gaps: found.gaps }, today: today(), locale };
      return state && { ...picture(state), width: space.width, slots: state.slots, palette, height: heightOf(state.slots) };
    },
    get view() {
      return view;
    },
    get look() {
      return look;
    },
    get hits() {
      return hits;
    },
  };
}

/** The reader's own date, as a day number. */
export function today() {
  const now = new Date();
  return dayNumber([now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-"));
}

/** Widths of labels in px, each measured once for a width of the picture. @param {HTMLElement} stage */
function measurer(stage) {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  /** @type {WeakMap<import("./types.js").TimelineEvent, {label: number, detail: number}>} */
  let known = new WeakMap();
  let font = "";
  let width = 0;
  /** @param {Mark} mark */
  function widthsOf(mark) {
    const own = known.get(mark.event);
    if (own) return own;
    font ||= fontOf("label", getComputedStyle(stage).fontFamily);
    pen.font = mark.event.realisation === "planned" ? `italic ${font}` : font;
    const label = pen.measureText(labelText(mark, width)).width;
    pen.font = font;
    const found = { label, detail: pen.measureText(detailText(mark)).width };
    known.set(mark.event, found);
    return found;
  }
  return {
    widths: { label: (/** @type {Mark} */ mark) => widthsOf(mark).label, detail: (/** @type {Mark} */ mark) => widthsOf(mark).detail },
    /** @param {number} wide the picture's width from now on, px */
    forget(wide) {
      known = new WeakMap();
      font = "";
      width = wide;
    },
    isFor: (/** @type {number} */ wide) => wide === width,
  };
}
