/** The shape of each family: the second channel beside colour. Around 0,0 in a square of 12, as on the list (templatetags/reading.py). */

/** @type {Record<string, string>} as SVG path data */
export const SHAPES = {
  talks: "M5,0A5,5 0 1 1 -5,0A5,5 0 1 1 5,0Z",
  statements: "M-4.5,-4.5H4.5V4.5H-4.5Z",
  requests: "M0,-5.5L5.5,4.5L-5.5,4.5Z",
  agreements: "M0,-6L6,0L0,6L-6,0Z",
  aid: "M-2,-5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5V-2H-2Z",
  pressure: "M0,5.5L5.5,-4.5L-5.5,-4.5Z",
  other: "M4,0A4,4 0 1 1 -4,0A4,4 0 1 1 4,0Z",
};

export const FAMILIES = Object.keys(SHAPES);

/** @param {string} family */
export const shapeOf = (family) => SHAPES[family] ?? SHAPES.other;

/** @param {string} family */
export const colourOf = (family) => `family-${family in SHAPES ? family : "other"}`;
