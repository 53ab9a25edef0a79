/** Questions to the server while somebody types: not at every key, and only the newest answer counts. */

const PAUSE_MS = 250; // shorter than the pause after a word, longer than between two keys

/**
 * Runs `ask` when no new call came for a moment, and hands over its answer unless a newer question was put meanwhile.
 *
 * @template A, T
 * @param {(given: A) => Promise<T>} ask
 * @param {(answer: T) => void} show
 * @param {number} [pauseMs]
 * @returns {(given: A) => void}
 * @example const read = asked((text) => fetchReading(text), show); input.addEventListener("input", () => read(input.value));
 */
export function asked(ask, show, pauseMs = PAUSE_MS) {
  let newest = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (given) => {
    const mine = ++newest;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const answer = await ask(given);
      if (mine === newest) show(answer);
    }, pauseMs);
  };
}

/**
 * The JSON of a small answer; a refusal in the same shape where the server cannot be reached.
 *
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 * @example const answer = await json("/admin/timeline/event/offices/?actor=1");
 */
export async function json(url, options) {
  try {
    const response = await fetch(url, options);
    if (response.ok) return await response.json();
  } catch {
    // no connection: the form works without the answer
  }
  return { status: "refused", message: "The server did not answer. Saving checks it again." };
}
