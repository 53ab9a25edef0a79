import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../static/css/variables.css", import.meta.url), "utf8");

/** The custom properties of the first block that `selector` opens. @param {string} selector */
function block(selector) {
  const from = css.indexOf(`${selector} {`);
  const body = css.slice(from, css.indexOf("}", from));
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));
}

/** @param {string} hex @returns {number[]} */
function linear(hex) {
  const shares = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return shares.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
}

/** WCAG 2.2 relative luminance. @param {string} hex */
function luminance(hex) {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const themes = { light: block(":root"), dark: block(':root[data-theme="dark"]') };
const text = ["ink", "ink-soft", "accent", "danger"];
const families = ["talks", "statements", "requests", "agreements", "aid", "pressure", "other"].map((f) => `family-${f}`);

for (const [theme, colours] of Object.entries(themes)) {
  for (const ground of ["paper", "paper-raised", "paper-sunk"]) {
    for (const name of [...text, ...families]) {
      test(`${theme}: ${name} on ${ground} is readable as text (4.5:1)`, () => {
        assert.ok(contrast(colours[name], colours[ground]) >= 4.5, contrast(colours[name], colours[ground]).toFixed(2));
      });
    }
    test(`${theme}: edges and focus on ${ground} can be seen (3:1)`, () => {
      assert.ok(contrast(colours["rule-strong"], colours[ground]) >= 3);
      assert.ok(contrast(colours.focus, colours[ground]) >= 3);
    });
  }
}

test("a marked passage is readable in both themes", () => {
  for (const colours of Object.values(themes)) assert.ok(contrast(colours.ink, colours["mark-text"]) >= 4.5);
});

test("the dark values are the same whether chosen or preferred", () => {
  assert.deepEqual(block(':root:not([data-theme="light"])'), themes.dark);
});

/** What the three kinds of dichromats see of linear RGB: Machado, Oliveira and Fernandes (2009), severity 1. */
const SIGHT = {
  everybody: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopes: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopes: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopes: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** OKLab (Ottosson, 2020), in hundredths, of linear RGB. @param {number[]} rgb */
function oklab(rgb) {
  const [r, g, b] = rgb.map((c) => Math.min(1, Math.max(0, c)));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    100 * (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s),
    100 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s),
    100 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s),
  ];
}

const APART = 7; // with 2, as a first choice of colours had it, two families look the same

for (const [theme, colours] of Object.entries(themes)) {
  for (const [who, matrix] of Object.entries(SIGHT)) {
    test(`${theme}: ${who} can tell any two families apart by colour`, () => {
      const seen = families.map((name) => oklab(matrix.map((row) => row.reduce((sum, c, at) => sum + c * linear(colours[name])[at], 0))));
      for (const [at, one] of seen.entries()) {
        for (const [after, other] of seen.slice(at + 1).entries()) {
          const distance = Math.hypot(...one.map((c, axis) => c - other[axis]));
          assert.ok(distance >= APART, `${families[at]} and ${families[at + 1 + after]}: ${distance.toFixed(1)}`);
        }
      }
    });
  }
}

test("on paper the families have the colours of the light theme, whatever the screen shows", () => {
  const printed = css.slice(css.indexOf("@media print"));
  for (const name of families) assert.ok(printed.includes(`--${name}: ${themes.light[name]};`), name);
});
