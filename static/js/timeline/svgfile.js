/** Prims as an SVG file that needs nothing else, and the frame of a saved picture: title, query, date and credit. */

import { FONTS } from "./prims.js";

/** @typedef {import("./prims.js").Prim} Prim */
/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {{title: string, query: string, stretch: string, address: string, date: string}} Credit */

const HEAD_PX = 58;
const FOOT_PX = 30;
const SIDE_PX = 16;

/**
 * A picture with its caption around it.
 * @param {{prims: Prim[], height: number}} picture @param {number} width @param {{text: string, x: number, y: number}[]} labels of lanes
 * @param {Credit} credit
 * @returns {{prims: Prim[], width: number, height: number, top: number}} the picture's own prims stand `top` lower and `SIDE_PX` to the right
 */
export function captioned({ prims, height }, width, labels, { title, query, stretch, address, date }) {
  const whole = { width: width + 2 * SIDE_PX, height: HEAD_PX + height + FOOT_PX };
  const text = { kind: /** @type {const} */ ("text"), fill: "ink-soft", font: /** @type {const} */ ("lower") };
  /** @type {Prim[]} */
  const frame = [
    { kind: "rect", x: 0, y: 0, w: whole.width, h: whole.height, fill: "paper-raised" },
    { ...text, x: SIDE_PX, y: 24, text: title, font: "upper", fill: "ink" },
    { ...text, x: SIDE_PX, y: 44, text: [stretch, query].filter(Boolean).join(" · ") },
    { ...text, x: SIDE_PX, y: whole.height - 10, text: `Demarche, ${address}, ${date}`, font: "small" },
  ];
  /** @type {Prim[]} */
  const lanes = labels.map(({ text: words, x, y }) => ({ ...text, x, y, text: words, font: "lane", halo: "paper-raised" }));
  return { prims: [...frame, ...[...prims, ...lanes].map(moved)], ...whole, top: HEAD_PX };
}

/** @param {Prim} prim @returns {Prim} */
function moved(prim) {
  if (prim.kind === "line") return { ...prim, x1: prim.x1 + SIDE_PX, x2: prim.x2 + SIDE_PX, y1: prim.y1 + HEAD_PX, y2: prim.y2 + HEAD_PX };
  return { ...prim, x: prim.x + SIDE_PX, y: prim.y + HEAD_PX };
}

/**
 * @param {{prims: Prim[], width: number, height: number, top: number}} picture @param {Palette} palette @param {string} title
 * @returns {string} a file
 */
export function svgFile({ prims, width, height, top }, palette, title) {
  const hatches = [...new Set(prims.flatMap((prim) => (prim.kind === "rect" && prim.hatch ? [prim.hatch] : [])))];
  const colour = (/** @type {string} */ name) => palette.colours[name] ?? "#888";
  const inside = { x: SIDE_PX, y: top, w: width - 2 * SIDE_PX, h: height - top - FOOT_PX };
  const frame = prims.slice(0, 4).map((prim) => element(prim, colour, palette.font));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img">`,
    `<title>${escaped(title)}</title>`,
    "<defs>",
    ...hatches.map((name) => hatch(name, colour(name))),
    `<linearGradient id="fade-right"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0.1"/></linearGradient>`,
    `<linearGradient id="fade-left"><stop offset="0" stop-color="#fff" stop-opacity="0.1"/><stop offset="1" stop-color="#fff"/></linearGradient>`,
    ...["left", "right"].map((side) => `<mask id="mask-${side}" maskContentUnits="objectBoundingBox"><rect width="1" height="1" fill="url(#fade-${side})"/></mask>`),
    `<clipPath id="inside"><rect x="${n(inside.x)}" y="${n(inside.y)}" width="${n(inside.w)}" height="${n(inside.h)}"/></clipPath>`,
    "</defs>",
    ...frame,
    `<g clip-path="url(#inside)">`,
    ...prims.slice(4).map((prim) => element(prim, colour, palette.font)),
    "</g>",
    "</svg>",
  ].join("\n");
}

/** @param {string} name @param {string} colour */
function hatch(name, colour) {
  return (
    `<pattern id="hatch-${name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<rect width="6" height="6" fill="${colour}" fill-opacity="0.14"/><path d="M0,0V6" stroke="${colour}" stroke-opacity="0.75" stroke-width="3"/></pattern>`
  );
}

/** @param {Prim} prim @param {(name: string) => string} colour @param {string} family */
function element(prim, colour, family) {
  if (prim.kind === "text") return textElement(prim, colour, family);
  const look = [
    ` fill="${prim.kind === "rect" && prim.hatch ? `url(#hatch-${prim.hatch})` : prim.fill ? colour(prim.fill) : "none"}"`,
    prim.stroke ? ` stroke="${colour(prim.stroke)}" stroke-width="${prim.width ?? 1}"` : "",
    prim.dash ? ` stroke-dasharray="${prim.dash.join(" ")}"` : "",
    prim.alpha === undefined ? "" : ` opacity="${prim.alpha}"`,
  ].join("");
  if (prim.kind === "line") return `<line x1="${n(prim.x1)}" y1="${n(prim.y1)}" x2="${n(prim.x2)}" y2="${n(prim.y2)}"${look}/>`;
  if (prim.kind === "path") return `<path d="${prim.d}" transform="translate(${n(prim.x)} ${n(prim.y)})"${look}/>`;
  const round = prim.r ? ` rx="${prim.r}"` : "";
  const mask = prim.fade ? ` mask="url(#mask-${prim.fade})"` : "";
  return `<rect x="${n(prim.x)}" y="${n(prim.y)}" width="${n(prim.w)}" height="${n(prim.h)}"${round}${mask}${look}/>`;
}

/** @param {Extract<Prim, {kind: "text"}>} prim @param {(name: string) => string} colour @param {string} family */
function textElement({ x, y, text, font, fill, align, halo, italic, struck }, colour, family) {
  const { weight, size } = FONTS[font];
  const anchor = { start: "", center: ' text-anchor="middle"', end: ' text-anchor="end"' }[align ?? "start"];
  const around = halo ? ` paint-order="stroke" stroke="${colour(halo)}" stroke-width="4" stroke-linejoin="round"` : "";
  const style = `${italic ? ' font-style="italic"' : ""}${struck ? ' text-decoration="line-through"' : ""}`;
  return `<text x="${n(x)}" y="${n(y)}" font-family="${escaped(family)}" font-weight="${weight}" font-size="${size}" fill="${colour(fill)}"${anchor}${around}${style}>${escaped(text)}</text>`;
}

/** @param {number} value */
const n = (value) => String(Math.round(value * 100) / 100);

/** @param {string} text */
function escaped(text) {
  const clean = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "");
  return clean.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
}
