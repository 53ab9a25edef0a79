/** The picture as a file: SVG or PNG, with title, query, date and credit. */

import { html } from "./dom.js";
import { paint } from "./paint.js";
import { stretchWords } from "./scene.js";
import { captioned, svgFile } from "./svgfile.js";

/** @typedef {NonNullable<ReturnType<typeof import("./strip.js").strip>["drawing"]>} Drawing */

const PNG_RATIO = 2;

/** @param {"svg" | "png"} format @param {Drawing} drawing @param {{view: import("./types.js").View, locale: string}} shown */
export async function save(format, drawing, { view, locale }) {
  const labels = drawing.slots.filter(({ lane }) => lane.label).map(({ lane, top }) => ({ text: lane.label, x: 6, y: top + 15 }));
  const title = document.querySelector("h1")?.textContent?.trim() ?? "Timeline";
  const date = new Date().toISOString().slice(0, 10);
  const whole = captioned(drawing, drawing.width, labels, { title, query: conditions(), stretch: stretchWords(view, locale), address: location.href, date });
  const name = `demarche-timeline-${date}.${format}`;
  if (format === "svg") return download(new Blob([svgFile(whole, drawing.palette, title)], { type: "image/svg+xml" }), name);
  const canvas = html("canvas", { width: String(whole.width * PNG_RATIO), height: String(whole.height * PNG_RATIO) });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(PNG_RATIO, PNG_RATIO);
  paint(pen, whole.prims, drawing.palette);
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, "image/png"));
  if (blob) download(blob, name);
}

/** The conditions that are on, as their chips say them. */
function conditions() {
  const chips = [...document.querySelectorAll(".chip")].map((chip) => `${chip.querySelector(".chip-label")?.textContent} ${chip.querySelector("bdi")?.textContent}`);
  return chips.join("; ");
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const address = URL.createObjectURL(blob);
  html("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
