/** The shape of each family: the second channel beside colour. Drawn in a square of 12, as on the list (templatetags/reading.py). */

import { svg } from "./svg.js";

/** @type {Record<string, [string, Record<string, string | number>]>} */
const SHAPES = {
  talks: ["circle", { r: 5 }],
  statements: ["rect", { x: -4.5, y: -4.5, width: 9, height: 9 }],
  requests: ["path", { d: "M0,-5.5 L5.5,4.5 L-5.5,4.5 Z" }],
  agreements: ["path", { d: "M0,-6 L6,0 L0,6 L-6,0 Z" }],
  aid: ["path", { d: "M-2,-5.5 H2 V-2 H5.5 V2 H2 V5.5 H-2 V2 H-5.5 V-2 H-2 Z" }],
  pressure: ["path", { d: "M0,5.5 L5.5,-4.5 L-5.5,-4.5 Z" }],
  other: ["circle", { r: 4, class: "ring" }],
};

/** @param {string} family @param {number} x px @param {number} y px @param {string} [classes] */
export function shape(family, x, y, classes = "") {
  const [tag, attributes] = SHAPES[family] ?? SHAPES.other;
  const own = attributes.class ? ` ${attributes.class}` : "";
  return svg(tag, { ...attributes, class: `shape ${classes}${own}`.trim(), transform: `translate(${x.toFixed(1)},${y.toFixed(1)})` });
}

export const FAMILIES = Object.keys(SHAPES);
