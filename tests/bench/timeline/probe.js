// Runs in every page before its own scripts: says on the console when the timeline was drawn, and answers measures.py.
(() => {
  const observer = new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntriesByName("demarche:drawn")) console.debug(`demarche:drawn ${startTime}`);
  });
  observer.observe({ type: "mark", buffered: true });

  const own = []; // ms; the page clears its measures now and then
  const measures = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntriesByName("demarche:frame")) own.push(duration);
  });
  measures.observe({ type: "measure" });

  const cross = (a, b) =>
    a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom;

  /** How many labels inside the frame's box another one covers in part, by more than a pixel. */
  function overlapping(labels, frame) {
    const outer = document.querySelector(frame).getBoundingClientRect();
    const boxes = [...document.querySelectorAll(labels)]
      .filter((label) => label.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((label) => label.getBoundingClientRect())
      .filter((box) => box.width && box.height && cross(box, outer))
      .sort((a, b) => a.left - b.left);
    const hit = new Set();
    boxes.forEach((box, i) => {
      for (let j = i + 1; j < boxes.length && boxes[j].left < box.right; j++) {
        if (cross(box, boxes[j])) hit.add(i).add(j);
      }
    });
    return { labels: boxes.length, overlaps: hit.size };
  }

  const focused = new Set();
  /** What has the focus: an event, something else, or, "again", what had it before or nothing. */
  function focus(event) {
    const element = document.activeElement;
    if (element === document.body || focused.has(element)) return "again";
    focused.add(element);
    return element.closest(event) ? "event" : "other";
  }

  /** @type {number[] | null} */
  let frames = null;
  function watchFrames() {
    frames = [];
    own.length = 0;
    const note = (at) => frames && frames.push(at) && requestAnimationFrame(note);
    requestAnimationFrame(note);
  }

  /** Since the frames are watched: milliseconds from each to the next, and of our own work in those that drew. */
  function framesWatched() {
    const all = frames ?? [];
    frames = null;
    return { intervals: all.slice(1).map((at, i) => at - all[i]), own };
  }

  function choose(filter) {
    bench.chosenAt = performance.now();
    const input = document.querySelector(filter);
    input.click();
    input.form.requestSubmit();
  }

  window.bench = { choose, overlapping, focus, watchFrames, framesWatched };
})();
