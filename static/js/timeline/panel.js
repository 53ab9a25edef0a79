/** The panel beside the list (a sheet on a phone): the card of the selected event, fetched as HTML from its own address. */

import { html } from "./svg.js";

/**
 * @param {HTMLElement} element @param {{onClose: () => void}} on
 * @returns {{open: (url: string) => Promise<void>, close: () => void, focus: () => void}}
 */
export function panel(element, { onClose }) {
  /** @type {AbortController | null} */
  let request = null;
  const close = html("button", { type: "button", class: "panel-close" }, "Close");
  close.addEventListener("click", onClose);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onClose();
  });
  element.tabIndex = -1;

  /** @param {string} url */
  async function open(url) {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    element.hidden = false;
    element.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(`${url}card/`, { signal, headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(`${response.status}`);
      const card = html("div", { class: "panel-card" });
      card.append(document.createRange().createContextualFragment(await response.text()));
      element.replaceChildren(close, card);
    } catch (error) {
      if (signal.aborted) return;
      const retry = html("button", { type: "button" }, "Try again");
      retry.addEventListener("click", () => void open(url));
      const page = html("a", { href: url }, "open its page");
      element.replaceChildren(close, html("p", { role: "alert" }, "The details did not arrive; "), retry, " or ", page, ".");
    }
    element.removeAttribute("aria-busy");
  }

  return {
    open,
    close() {
      request?.abort();
      element.hidden = true;
      element.replaceChildren();
    },
    focus: () => element.focus({ preventScroll: true }),
  };
}
