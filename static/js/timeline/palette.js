/** The colours and the font of the page as the canvas needs them: resolved, whatever the theme. */

import { html } from "./dom.js";
import { FAMILIES } from "./shapes.js";

/** @typedef {{colours: Record<string, string>, font: string}} Palette */

const NAMES = ["paper", "paper-raised", "paper-sunk", "ink", "ink-soft", "rule", "rule-strong", "accent", "focus", "danger", "mark-text", ...FAMILIES.map((family) => `family-${family}`)];
const THEMES = ["print", "(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"];

/** @param {HTMLElement} near an element that the page's styles reach @returns {Palette} */
export function paletteOf(near) {
  const probe = html("span", { class: "palette-probe", hidden: "" });
  near.append(probe);
  const style = getComputedStyle(probe);
  /** @type {Record<string, string>} */
  const colours = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    colours[name] = style.color;
  }
  const font = style.fontFamily;
  probe.remove();
  return { colours, font };
}

/** Calls when the theme, contrast or forced colours change. @param {() => void} changed @param {AbortSignal} signal */
export function onTheme(changed, signal) {
  for (const query of THEMES) matchMedia(query).addEventListener("change", changed, { signal });
  const theme = new MutationObserver(changed);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  signal.addEventListener("abort", () => theme.disconnect());
}
