/** The panel beside the list (a sheet on a phone): the card of the selected event, fetched as HTML from its own address. */

import { button, html } from "./dom.js";

/**
 * @param {HTMLElement} element @param {{onClose: () => void, onStep: (by: -1 | 1) => void}} on
 */
export function panel(element, { onClose, onStep }) {
  /** @type {AbortController | null} */
  let request = null;
  const before = button("← Earlier", () => onStep(-1));
  const after = button("Later →", () => onStep(1));
  const head = html("div", { class: "panel-head" }, before, after, button("Close", onClose, { class: "panel-close" }));
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onClose();
  });
  element.tabIndex = -1;

  /** @param {string} url @returns {Promise<HTMLElement | null>} the card */
  async function open(url) {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    element.hidden = false;
    element.setAttribute("aria-busy", "true");
    const card = html("div", { class: "panel-card" });
    try {
      const response = await fetch(`${url}card/`, { signal, headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(`${response.status}`);
      card.append(document.createRange().createContextualFragment(await response.text()));
      element.replaceChildren(head, card);
    } catch (error) {
      if (signal.aborted) return null;
      const page = html("a", { href: url }, "open its page");
      const message = html("p", { role: "alert" }, "The details did not arrive; ");
      element.replaceChildren(head, message, button("Try again", () => void open(url)), " or ", page, ".");
    }
    element.removeAttribute("aria-busy");
    return card.querySelector("[data-event]");
  }

  return {
    open,
    close() {
      request?.abort();
      element.hidden = true;
      element.replaceChildren();
    },
    /** @param {boolean} earlier whether there is an event before @param {boolean} later whether there is one after */
    setSteps(earlier, later) {
      before.disabled = !earlier;
      after.disabled = !later;
    },
    focus: () => element.focus({ preventScroll: true }),
  };
}
