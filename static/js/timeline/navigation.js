/** Filters without a reload: the same address, fetched, and its content put in place of the old one. */

import { LOOKS, readable } from "./address.js";

const SLOW_MS = 250;
const HEAD_START_MS = 400; // for the picture: page and tiles would wait for each other at a small server

/** @param {{onLeaving: (href: string) => Promise<void>, onSwapped: () => void}} on `onLeaving` ends when the picture is there */
export function navigation({ onLeaving, onSwapped }) {
  /** @type {AbortController | null} */
  let request = null;
  let shown = selectionOf(location.href);

  /**
   * Where the answer cannot be had at all the browser goes there itself, and says why.
   * @param {string} href @param {{push?: boolean}} [how]
   */
  async function go(href, { push = true } = {}) {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    const main = /** @type {HTMLElement} */ (document.getElementById("content"));
    const picture = onLeaving(href);
    const slow = setTimeout(() => main.setAttribute("aria-busy", "true"), SLOW_MS);
    try {
      await Promise.race([picture, new Promise((resolve) => setTimeout(resolve, HEAD_START_MS))]);
      if (signal.aborted) return;
      const response = await fetch(href, { signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("content");
      if (!fresh) throw new Error("no content");
      const found = response.redirected ? response.url + new URL(href).hash : href; // names that were typed have become slugs
      if (push) history.pushState(null, "", found);
      shown = selectionOf(found);
      swap(main, fresh, page.title);
      onSwapped();
    } catch {
      if (!signal.aborted) location.assign(href);
    } finally {
      clearTimeout(slow);
      if (!signal.aborted) main.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(".filter")) return;
    event.preventDefault();
    void go(kept(addressOf(form)));
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("main a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || isOther(event, link)) return;
    event.preventDefault();
    void go(kept(link.href));
  });

  return {
    go,
    /** Whether the address on screen is another selection than the one that is shown. */
    isElsewhere: () => selectionOf(location.href) !== shown,
  };
}

/** @param {MouseEvent} event @param {HTMLAnchorElement} link leads away from this page, or shall */
function isOther(event, link) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0 || link.target || link.hasAttribute("download")) return true;
  const isSame = link.origin === location.origin && link.pathname === location.pathname;
  return !isSame || !document.querySelector("main form.filter") || (link.hash !== "" && link.search === location.search);
}

/** The address that a form of method GET leads to, without its empty fields. @param {HTMLFormElement} form */
function addressOf(form) {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value.trim()) url.searchParams.append(name, value);
  return url.href;
}

/** How it is looked at stays, whatever is selected; the stretch on screen only while the window is the same. @param {string} href */
function kept(href) {
  const url = new URL(href);
  const now = new URL(location.href).searchParams;
  const isSameWindow = ["from", "to"].every((name) => url.searchParams.get(name) === now.get(name));
  for (const name of LOOKS) {
    url.searchParams.delete(name);
    const value = name === "view" && !isSameWindow ? null : now.get(name);
    if (value) url.searchParams.set(name, value);
  }
  url.search = readable(url.search);
  return url.href;
}

/** What of an address selects. @param {string} href */
function selectionOf(href) {
  const url = new URL(href);
  for (const name of LOOKS) url.searchParams.delete(name);
  return `${url.pathname}?${url.searchParams}`;
}

/** The focus stays where it was if that is there again. @param {HTMLElement} main @param {HTMLElement} fresh @param {string} title */
function swap(main, fresh, title) {
  const focused = document.activeElement;
  const again = focused?.id ? `#${CSS.escape(focused.id)}` : focused?.getAttribute("name") ? `[name="${CSS.escape(focused.getAttribute("name") ?? "")}"]` : "";
  const open = [...main.querySelectorAll("details[class][open]")].map((details) => details.className);
  main.replaceChildren(...fresh.childNodes);
  document.title = title;
  for (const details of main.querySelectorAll("details[class]")) if (open.includes(details.className) && !details.matches(".menu")) details.setAttribute("open", "");
  const target = again ? main.querySelector(again) : null;
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  else if (focused && !focused.isConnected) main.focus({ preventScroll: true });
}
