/** What each choice would leave, under a fold: fetched when it is opened, as the list that the server writes. */

import { button, html } from "./dom.js";

let isOpen = false; // stays so from selection to selection

/** @param {HTMLElement} holder with the address of the lists, and a link to them for a page without scripts */
export function facets(holder) {
  const link = holder.querySelector("a");
  const source = holder.dataset.source;
  if (!link || !source) return;
  const lists = html("div", { class: "facets-lists", "aria-live": "polite" });
  const fold = html("details", { class: "facets-fold" }, html("summary", {}, link.textContent ?? ""), lists);
  holder.replaceChildren(fold);
  let isAsked = false;

  async function fill() {
    if (isAsked) return;
    isAsked = true;
    lists.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(/** @type {string} */ (source), { headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(`${response.status}`);
      lists.replaceChildren(document.createRange().createContextualFragment(await response.text()));
    } catch {
      isAsked = false;
      lists.replaceChildren(html("p", {}, "The counts did not arrive. "), button("Try again", () => void fill()));
    }
    lists.removeAttribute("aria-busy");
  }

  fold.addEventListener("toggle", () => {
    isOpen = fold.open;
    if (isOpen) void fill();
  });
  fold.open = isOpen;
}
