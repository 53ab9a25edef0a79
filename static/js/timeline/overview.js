/** The whole selection in a low strip, with a brush over the stretch that is on screen. For pointers; keys have the strip. */

import { html } from "./dom.js";
import { isoDay } from "./days.js";
import { paint } from "./paint.js";
import { pixelsADay, toDay, toPixels } from "./scale.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Bin} Bin */
/** @typedef {import("./prims.js").Prim} Prim */

const HEIGHT_PX = 40;
const BARS = 240; // for events that are all here
const HANDLE_PX = 8;
const LEAST_PX = 6;

/**
 * How the events of the base tiles are spread over a stretch.
 * @param {ReturnType<typeof import("./tiles.js").tileStore>["base"]} base @param {View} whole
 * @returns {Bin[]}
 */
export function spread(base, whole) {
  /** @type {Map<number, Bin>} */
  const bins = new Map();
  const days = (whole.to - whole.from) / BARS;
  /** @param {number} from @param {number} to @param {number} count */
  const add = (from, to, count) => {
    const bin = bins.get(from) ?? { from, to, count: 0 };
    bin.count += count;
    bins.set(from, bin);
  };
  for (const tile of base) {
    for (const lane of tile.lanes ?? []) for (const bin of lane.bins) add(bin.from, bin.to, bin.count);
    if (tile.lanes) continue;
    for (const event of tile.events) {
      const at = Math.floor(((event.from ?? event.to ?? 0) - whole.from) / days);
      add(whole.from + at * days, whole.from + (at + 1) * days, 1);
    }
  }
  return [...bins.values()];
}

/** @param {HTMLElement} holder @param {{onView: (view: View) => void, colours: () => import("./palette.js").Palette}} on */
export function overview(holder, { onView, colours }) {
  const canvas = html("canvas", {});
  const brush = html("div", { class: "overview-brush" }, html("i", { class: "overview-handle" }), html("i", { class: "overview-handle" }));
  const element = html("div", { class: "timeline-overview", "aria-hidden": "true" }, canvas, brush);
  holder.append(element);
  /** @type {Bin[]} */
  let bins = [];
  let whole = /** @type {View} */ ({ from: 0, to: 1 });
  let view = whole;
  let drawn = "";

  /** @param {Bin[]} next @param {View} all */
  function setData(next, all) {
    bins = next;
    whole = all;
    drawn = "";
  }

  /** @param {View} next */
  function update(next) {
    view = next;
    const width = element.clientWidth;
    const from = Math.max(toPixels(whole, width, view.from), 0);
    const to = Math.min(toPixels(whole, width, view.to), width);
    brush.style.transform = `translateX(${from}px)`;
    brush.style.width = `${Math.max(to - from, LEAST_PX)}px`;
    const palette = colours();
    const state = `${width}:${devicePixelRatio}:${palette.colours.ink}`;
    if (state === drawn || !width) return;
    drawn = state;
    draw(width, palette);
  }

  /** @param {number} width @param {import("./palette.js").Palette} palette */
  function draw(width, palette) {
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(HEIGHT_PX * ratio);
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(pen, [...bars(width), ...years(width)], palette);
  }

  /** @param {number} width @returns {Prim[]} */
  function bars(width) {
    const most = Math.max(...bins.map((bin) => bin.count / (bin.to - bin.from)));
    return bins.map((bin) => {
      const h = Math.max(Math.sqrt(bin.count / (bin.to - bin.from) / most) * (HEIGHT_PX - 14), 2);
      const x = toPixels(whole, width, bin.from);
      const w = Math.max((bin.to - bin.from) * pixelsADay(whole, width) - 0.5, 1.5);
      return { kind: "rect", x, y: HEIGHT_PX - h, w, h, fill: "ink-soft", alpha: 0.55 };
    });
  }

  /** First and last day in words, so that the strip has a scale. @param {number} width @returns {Prim[]} */
  function years(width) {
    const text = { kind: /** @type {const} */ ("text"), y: 11, font: /** @type {const} */ ("small"), fill: "ink-soft", halo: "paper-sunk" };
    return [
      { ...text, x: 6, text: isoDay(whole.from) },
      { ...text, x: width - 6, text: isoDay(whole.to), align: "end" },
    ];
  }

  drag(element, brush, () => ({ whole, view, width: element.clientWidth }), onView);
  return { setData, update };
}

/**
 * Inside the brush: moves it. On its edges: makes it longer or shorter. Beside it: a new stretch; a click centres.
 * @param {HTMLElement} element @param {HTMLElement} brush @param {() => {whole: View, view: View, width: number}} state
 * @param {(view: View) => void} onView
 */
function drag(element, brush, state, onView) {
  /** @type {((day: number) => View) | null} */
  let follow = null;
  const dayAt = (/** @type {PointerEvent} */ event) => {
    const { whole, width } = state();
    return toDay(whole, width, event.clientX - element.getBoundingClientRect().left);
  };

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const { view } = state();
    const start = dayAt(event);
    const box = brush.getBoundingClientRect();
    if (event.clientX < box.left - HANDLE_PX || event.clientX > box.right + HANDLE_PX) follow = (day) => ordered(start, day, view);
    else if (box.width > 3 * HANDLE_PX && event.clientX < box.left + HANDLE_PX) follow = (day) => ordered(day, view.to, view);
    else if (box.width > 3 * HANDLE_PX && event.clientX > box.right - HANDLE_PX) follow = (day) => ordered(view.from, day, view);
    else follow = (day) => ({ from: view.from + day - start, to: view.to + day - start });
    element.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  element.addEventListener("pointermove", (event) => follow && onView(follow(dayAt(event))));
  element.addEventListener("pointerup", (event) => {
    if (follow) onView(follow(dayAt(event)));
    follow = null;
  });
  element.addEventListener("pointercancel", () => (follow = null));
}

/** A stretch between two days; the view around one where they are the same. @param {number} a @param {number} b @param {View} view @returns {View} */
function ordered(a, b, view) {
  const half = (view.to - view.from) / 2;
  if (Math.abs(a - b) < 0.02) return { from: a - half, to: a + half };
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
