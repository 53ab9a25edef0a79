/** Asks the server for tiles, each once, and says how that goes. */

import { nameOf } from "./tiles.js";

/** @typedef {import("./tiles.js").Tile} Tile */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Opening} Opening */
/** @typedef {"idle" | "loading" | "failed" | "offline"} Progress */
/** @typedef {{lanes: string, lane: string[]}} Grouping */

/**
 * @param {string} source address of the opening, with the selection as its query
 * @param {{onTile: (answer: Answer) => void, onCoverage: (answer: {tile: [number, number], bins: [number, number][]}) => void, onProgress: (progress: Progress) => void}} on
 * @param {AbortSignal} signal
 */
export function loader(source, on, signal) {
  /** @type {Set<string>} asked for, and not to be asked for again */
  const asked = new Set();
  /** @type {(() => void)[]} */
  let failed = [];
  let pending = 0;

  const progress = () => on.onProgress(pending ? "loading" : !failed.length ? "idle" : navigator.onLine ? "failed" : "offline");

  /** @template T @param {string} address @param {(answer: T) => void} arrived */
  async function ask(address, arrived) {
    if (asked.has(address)) return;
    asked.add(address);
    pending += 1;
    progress();
    try {
      const response = await fetch(address, { signal });
      if (!response.ok) throw new Error(`${response.status}`);
      arrived(/** @type {T} */ (await response.json()));
    } catch {
      if (!signal.aborted) failed.push(() => (asked.delete(address), void ask(address, arrived)));
    }
    pending -= 1;
    if (!signal.aborted) progress();
  }

  function retry() {
    const again = failed;
    failed = [];
    for (const one of again) one();
  }
  addEventListener("online", retry, { signal });

  return {
    /** @param {Grouping} grouping @returns {Promise<Opening>} */
    async opening(grouping) {
      const response = await fetch(addressOf(source, source, grouping), { signal });
      if (!response.ok) throw new Error(`${response.status}`);
      return /** @type {Promise<Opening>} */ (response.json());
    },
    /** @param {Tile[]} tiles @param {Grouping} grouping */
    tiles(tiles, grouping) {
      for (const tile of tiles) void ask(addressOf(source, `timeline/${nameOf(tile)}.json`, grouping), on.onTile);
    },
    /** @param {Tile[]} tiles */
    coverage(tiles) {
      for (const tile of tiles) void ask(new URL(`coverage/${nameOf(tile)}.json`, new URL(source, location.href)).href, on.onCoverage);
    },
    retry,
  };
}

/** @param {string} source @param {string} path beside the opening @param {Grouping} grouping */
function addressOf(source, path, { lanes, lane }) {
  const opening = new URL(source, location.href);
  const url = path === source ? opening : new URL(path, opening);
  url.search = opening.search;
  if (lanes !== "none") url.searchParams.set("lanes", lanes);
  if (lane.length) url.searchParams.set("lane", lane.join(","));
  return url.href;
}
