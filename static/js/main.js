/** The only module that knows the page: it joins the strip, the list, the panel and the address. */

import { readAddress, writeAddress } from "./timeline/address.js";
import { bar, legend } from "./timeline/controls.js";
import { panel } from "./timeline/panel.js";
import { strip } from "./timeline/strip.js";
import { html } from "./timeline/svg.js";

/** @typedef {import("./timeline/types.js").Payload} Payload */
/** @typedef {import("./timeline/lanes.js").LaneMode} LaneMode */

const LOADING_MS = 250; // sooner, a note would only flicker

/** @param {HTMLElement} section @param {Payload} payload */
function start(section, payload) {
  const events = new Map(payload.events.map((event) => [event.id, event]));
  let { lanes, event: selected } = readAddress(location.href);
  const stage = html("div", {
    class: "timeline-stage",
    tabindex: "0",
    role: "listbox",
    "aria-label": `Timeline of ${payload.events.length} events. Arrow keys go from event to event, Enter opens.`,
  });
  const note = html("p", { class: "timeline-note", role: "status" });
  const element = document.getElementById("event-panel");
  const details = element ? panel(element, { onClose: () => choose("", { remember: true }) }) : null;

  const picture = strip(stage, {
    onSelect: (id) => choose(id, { remember: true, focus: true }),
    onHover: highlight,
    onFocus: highlight,
    onEscape: () => choose("", { remember: true }),
    onWindow: (from, to) => void narrow(from, to),
  });

  /** @param {string} id */
  function item(id) {
    return id ? document.getElementById(`event-${id}`) : null;
  }

  /** The same event on the strip and in the list. @param {string} id */
  function highlight(id) {
    document.querySelectorAll(".event.is-hovered").forEach((found) => found.classList.remove("is-hovered"));
    item(id)?.classList.add("is-hovered");
    picture.hover(id);
  }

  /** @param {string} id empty: close @param {{remember?: boolean, focus?: boolean}} [how] */
  function choose(id, { remember = false, focus = false } = {}) {
    const was = selected;
    selected = id;
    document.querySelectorAll(".event.is-selected").forEach((found) => found.classList.remove("is-selected"));
    item(id)?.classList.add("is-selected");
    picture.select(id);
    if (remember && id !== was) history.pushState(null, "", writeAddress(location.href, { lanes, event: id }));
    const url = events.get(id)?.url ?? item(id)?.querySelector("a")?.getAttribute("href");
    if (!id || !url) {
      const returns = element?.contains(document.activeElement);
      details?.close();
      if (returns) stage.focus();
      return;
    }
    void details?.open(url).then(() => focus && details.focus());
  }

  /** A stretch of a large selection: its events instead of its densities. @param {string} from @param {string} to ISO days */
  async function narrow(from, to) {
    const url = new URL(section.dataset.source ?? "/timeline.json", location.href);
    url.searchParams.set("from", from);
    url.searchParams.set("to", to);
    const waiting = setTimeout(() => (note.textContent = "Loading…"), LOADING_MS);
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${response.status}`);
      const part = /** @type {Payload} */ (await response.json());
      for (const event of part.events) events.set(event.id, event);
      picture.setPayload(part, lanes);
      const back = html("button", { type: "button" }, "Back to everything");
      back.addEventListener("click", () => {
        picture.setPayload(payload, lanes);
        note.replaceChildren();
      });
      note.replaceChildren(`${part.counts.total - part.counts.undated} events from ${from} to ${to}. `, back);
    } catch {
      const retry = html("button", { type: "button" }, "Try again");
      retry.addEventListener("click", () => void narrow(from, to));
      note.replaceChildren("These events did not arrive. ", retry);
    } finally {
      clearTimeout(waiting);
    }
  }

  const controls = bar({
    lanes,
    onLanes: (mode) => {
      lanes = mode;
      picture.setLanes(mode);
      history.pushState(null, "", writeAddress(location.href, { lanes, event: selected }));
    },
    onZoom: picture.zoom,
  });

  addEventListener("popstate", () => {
    const state = readAddress(location.href);
    if (state.lanes !== lanes) {
      lanes = state.lanes;
      picture.setLanes(lanes);
      const input = controls.querySelector(`[value="${lanes}"]`);
      if (input instanceof HTMLInputElement) input.checked = true;
    }
    if (state.event !== selected) choose(state.event);
  });

  // Rows of the list: a plain click selects, and opens the page only with a modifier or from the panel.
  for (const list of document.querySelectorAll(".list")) {
    const idOf = (/** @type {Event} */ event) =>
      event.target instanceof Element ? event.target.closest(".event")?.getAttribute("data-event") ?? "" : "";
    list.addEventListener("pointerover", (event) => highlight(idOf(event)));
    list.addEventListener("focusin", (event) => highlight(idOf(event)));
    list.addEventListener("pointerleave", () => highlight(""));
    list.addEventListener("click", (event) => {
      const click = /** @type {MouseEvent} */ (event);
      const link = click.target instanceof Element ? click.target.closest(".event-title a") : null;
      if (!link || click.ctrlKey || click.metaKey || click.shiftKey || click.button !== 0 || !details) return;
      click.preventDefault();
      choose(idOf(click), { remember: true, focus: true });
    });
  }

  section.classList.add("is-drawn");
  section.replaceChildren(controls, stage, note, legend(payload.families));
  picture.setPayload(payload, lanes);
  if (selected) choose(selected);
}

const section = document.getElementById("timeline");
const data = document.getElementById("timeline-data");
if (section && data?.textContent) start(section, JSON.parse(data.textContent));
