/**
 * What pictures are made of: plain values that paint.js draws on a canvas and svgfile.js writes as SVG. Colours are the
 * names of variables.css without the dashes; fonts those of `FONTS`; pixels from the picture's left top.
 *
 * @typedef {{fill?: string, stroke?: string, width?: number, dash?: number[], alpha?: number}} Look
 * @typedef {Look & {kind: "rect", x: number, y: number, w: number, h: number, r?: number, hatch?: string, fade?: "left" | "right"}} Rect
 *   `hatch`: a colour for stripes; `fade`: the side on which it vanishes
 * @typedef {Look & {kind: "line", x1: number, y1: number, x2: number, y2: number}} Line
 * @typedef {Look & {kind: "path", d: string, x: number, y: number}} Path `d`: around 0,0
 * @typedef {{kind: "text", x: number, y: number, text: string, font: keyof typeof FONTS, fill: string, align?: "start" | "center" | "end", halo?: string, italic?: boolean, struck?: boolean}} Text
 *   `y`: the baseline
 * @typedef {Rect | Line | Path | Text} Prim
 */

/** Weight and size in px; the family is that of the page's display font. */
export const FONTS = {
  label: { weight: 400, size: 13 },
  upper: { weight: 600, size: 13 },
  lower: { weight: 400, size: 12 },
  lane: { weight: 600, size: 12 },
  count: { weight: 600, size: 12 },
  small: { weight: 400, size: 11 },
  sign: { weight: 700, size: 13 },
};
