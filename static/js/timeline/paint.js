/** Prims on a canvas. */

import { FONTS } from "./prims.js";

/** @typedef {import("./prims.js").Prim} Prim */
/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {CanvasRenderingContext2D} Pen */

const STRIPE_PX = 6;
/** @type {Map<string, Path2D>} */
const paths = new Map();

/** @param {keyof typeof FONTS} font @param {string} family @param {boolean} [italic] as canvas and CSS write it */
export function fontOf(font, family, italic) {
  const { weight, size } = FONTS[font];
  return `${italic ? "italic " : ""}${weight} ${size}px ${family}`;
}

/**
 * Draws over whatever is there; the caller has cleared and scaled the canvas.
 * @param {Pen} pen @param {Prim[]} prims @param {Palette} palette
 */
export function paint(pen, prims, palette) {
  const stripes = new Map();
  const colour = (/** @type {string | undefined} */ name) => (name && palette.colours[name]) || "#888";
  const striped = (/** @type {string} */ name) => {
    if (!stripes.has(name)) stripes.set(name, stripesOf(pen, colour(name)));
    return stripes.get(name);
  };
  for (const prim of prims) {
    if (prim.kind === "text") {
      write(pen, prim, palette, colour);
      continue;
    }
    pen.globalAlpha = prim.alpha ?? 1;
    pen.setLineDash(prim.dash ?? []);
    pen.lineWidth = prim.width ?? 1;
    if (prim.stroke) pen.strokeStyle = colour(prim.stroke);
    if (prim.fill) pen.fillStyle = colour(prim.fill);
    if (prim.kind === "line") line(pen, prim);
    else if (prim.kind === "path") path(pen, prim);
    else rect(pen, prim, striped);
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

/** @param {Pen} pen @param {Extract<Prim, {kind: "line"}>} prim */
function line(pen, { x1, y1, x2, y2 }) {
  const crisp = x1 === x2 || y1 === y2 ? (/** @type {number} */ at) => Math.round(at) + 0.5 : (/** @type {number} */ at) => at;
  pen.beginPath();
  pen.moveTo(crisp(x1), crisp(y1));
  pen.lineTo(crisp(x2), crisp(y2));
  pen.stroke();
}

/** @param {Pen} pen @param {Extract<Prim, {kind: "path"}>} prim */
function path(pen, { d, x, y, fill, stroke }) {
  const shape = paths.get(d) ?? new Path2D(d);
  paths.set(d, shape);
  pen.translate(x, y);
  if (fill) pen.fill(shape);
  if (stroke) pen.stroke(shape);
  pen.translate(-x, -y);
}

/** @param {Pen} pen @param {Extract<Prim, {kind: "rect"}>} prim @param {(name: string) => CanvasPattern | string} striped */
function rect(pen, { x, y, w, h, r, fill, stroke, hatch, fade }, striped) {
  if (hatch) pen.fillStyle = striped(hatch);
  if (fade) return faded(pen, x, y, w, h, fade);
  if (!r) {
    if (fill || hatch) pen.fillRect(x, y, w, h);
    if (stroke) pen.strokeRect(x, y, w, h);
    return;
  }
  pen.beginPath();
  pen.roundRect(x, y, w, h, r);
  if (fill || hatch) pen.fill();
  if (stroke) pen.stroke();
}

/** In slices, each fainter: a canvas pattern knows no gradient. @param {Pen} pen @param {number} x @param {number} y @param {number} w @param {number} h @param {"left" | "right"} fade */
function faded(pen, x, y, w, h, fade) {
  const slices = 14;
  for (let at = 0; at < slices; at += 1) {
    const share = fade === "right" ? 1 - at / slices : (at + 1) / slices;
    pen.globalAlpha = 0.1 + 0.9 * share;
    pen.fillRect(x + (w * at) / slices, y, w / slices, h);
  }
}

/** @param {Pen} pen @param {Extract<Prim, {kind: "text"}>} prim @param {Palette} palette @param {(name: string) => string} colour */
function write(pen, { x, y, text, font, fill, align, halo, italic, struck }, palette, colour) {
  pen.globalAlpha = 1;
  pen.font = fontOf(font, palette.font, italic);
  pen.textAlign = align ?? "start";
  if (halo) {
    pen.setLineDash([]);
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = colour(halo);
    pen.strokeText(text, x, y);
  }
  pen.fillStyle = colour(fill);
  pen.fillText(text, x, y);
  if (struck) pen.fillRect(x, y - FONTS[font].size / 3, pen.measureText(text).width, 1);
}

/** @param {Pen} pen @param {string} colour @returns {CanvasPattern | string} */
function stripesOf(pen, colour) {
  const ratio = pen.getTransform().a;
  const size = Math.round(STRIPE_PX * ratio);
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const own = tile.getContext("2d");
  if (!own) return colour;
  own.fillStyle = own.strokeStyle = colour;
  own.globalAlpha = 0.14;
  own.fillRect(0, 0, size, size);
  own.globalAlpha = 0.75;
  own.lineWidth = size / 3;
  own.beginPath();
  for (const at of [-size, 0, size]) {
    own.moveTo(at - 1, size + 1);
    own.lineTo(at + size + 1, -1);
  }
  own.stroke();
  const pattern = pen.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? colour;
}
