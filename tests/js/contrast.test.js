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

/** WCAG 2.2 relative luminance. @param {string} hex */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
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
