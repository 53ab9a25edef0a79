// Runs in every page before its own scripts. Notes when a picture first stood there, for a page that marks nothing itself,
// and answers the questions that probe.py asks through window.bench.
(() => {
  const DRAWN = "demarche:drawn";
  const PICTURE = "bench:picture";
  const PATIENCE_MS = 3000; // after a first picture: a page that is going to say that it is complete has said so

  const first = (name) => performance.getEntriesByName(name)[0]?.startTime ?? null;

  function watchForPicture() {
    if (first(DRAWN) !== null) return;
    if (document.querySelector("#timeline canvas, #timeline svg > g")) performance.mark(PICTURE);
    else requestAnimationFrame(watchForPicture);
  }
  requestAnimationFrame(watchForPicture);

  /** Milliseconds since navigation, and who says so; null while nothing is sure. */
  function drawn() {
    if (first(DRAWN) !== null) return { ms: first(DRAWN), marked: true };
    const picture = first(PICTURE);
    const settled = picture !== null && document.readyState === "complete" && performance.now() > picture + PATIENCE_MS;
    return settled ? { ms: picture, marked: false } : null;
  }

  const area = (box) => box.width * box.height;
  const crosses = (a, b) =>
    a.x + 1 < b.x + b.width && b.x + 1 < a.x + a.width && a.y + 1 < b.y + b.height && b.y + 1 < a.y + a.height;

  /** How many of these boxes another one covers in part, by more than a pixel. */
  function overlapping(boxes) {
    const sorted = boxes.filter((box) => area(box) > 0).sort((a, b) => a.x - b.x);
    const hit = new Set();
    for (let i = 0; i < sorted.length; i++) {
      for (let j = i + 1; j < sorted.length && sorted[j].x < sorted[i].x + sorted[i].width; j++) {
        if (crosses(sorted[i], sorted[j])) hit.add(i).add(j);
      }
    }
    return { shown: sorted.length, overlapping: hit.size };
  }

  /** The boxes of the elements that can be seen inside `frame`: its own box and the window cut them. */
  function boxesOf(selector, frame) {
    const outer = document.querySelector(frame)?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight);
    return [...document.querySelectorAll(selector)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) => element.getBoundingClientRect())
      .filter((box) => crosses(box, outer));
  }

  /** Texts that a canvas shows: those of its latest frame, found by listening to fillText. */
  const written = new Map();
  function listenToCanvas() {
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
      const frame = document.timeline.currentTime;
      const earlier = written.get(this.canvas);
      const now = earlier?.frame === frame ? earlier : { frame, boxes: [] };
      now.boxes.push(textBox(this, String(text), x, y));
      written.set(this.canvas, now);
      return fillText.call(this, text, x, y, ...rest);
    };
  }

  function textBox(context, text, x, y) {
    const size = context.measureText(text);
    const { a, d, e, f } = context.getTransform();
    const left = x - size.actualBoundingBoxLeft;
    const top = y - size.actualBoundingBoxAscent;
    const width = size.actualBoundingBoxLeft + size.actualBoundingBoxRight;
    const height = size.actualBoundingBoxAscent + size.actualBoundingBoxDescent;
    // In device pixels of that canvas; a box that lies outside of it is not seen.
    return { x: left * a + e, y: top * d + f, width: width * a, height: height * d };
  }

  function canvasTexts() {
    const sums = { shown: 0, overlapping: 0 };
    for (const [canvas, { boxes }] of written) {
      if (!canvas.isConnected) continue;
      const seen = overlapping(boxes.filter((box) => crosses(box, { x: 0, y: 0, width: canvas.width, height: canvas.height })));
      sums.shown += seen.shown;
      sums.overlapping += seen.overlapping;
    }
    return sums;
  }

  /** What a screen reader would say of the place where the focus is, or the name of the event that is current. */
  function spoken(current) {
    const focused = document.activeElement;
    const active = document.getElementById(focused?.getAttribute("aria-activedescendant") ?? "");
    if (active) return active.getAttribute("aria-label") ?? active.textContent ?? "";
    if (focused?.closest(current)) return focused.closest(current).id || focused.textContent || "";
    return "";
  }

  /** From `begin()` until the counts differ and a frame with them has been drawn; survives a load of the page. */
  const counts = () => document.getElementById("counts")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
  const epoch = () => performance.timeOrigin + performance.now();
  function begin() {
    sessionStorage.setItem("bench:began", JSON.stringify({ at: epoch(), counts: counts() }));
    sessionStorage.removeItem("bench:took");
    watchForFilter();
  }

  function watchForFilter() {
    const began = JSON.parse(sessionStorage.getItem("bench:began") ?? "null");
    if (!began || sessionStorage.getItem("bench:took")) return;
    const reloaded = performance.timeOrigin > began.at;
    const isDrawn = reloaded ? first(DRAWN) !== null || first(PICTURE) !== null : true;
    if (!counts() || counts() === began.counts || !isDrawn) return void requestAnimationFrame(watchForFilter);
    const changedAt = performance.now();
    // The frame that shows the new selection is the one that ends after the counts have changed.
    requestAnimationFrame(() => setTimeout(() => {
      const frames = performance.getEntriesByName("demarche:frame").filter((frame) => frame.startTime >= changedAt - 50);
      const marks = performance.getEntriesByName(DRAWN).concat(performance.getEntriesByName(PICTURE));
      const ends = reloaded ? marks.map((mark) => mark.startTime) : frames.map((frame) => frame.startTime + frame.duration);
      const end = performance.timeOrigin + Math.max(changedAt, ends[0] ?? 0);
      sessionStorage.setItem("bench:took", String(end - began.at));
    }));
  }
  watchForFilter();

  window.bench = { drawn, overlapping, boxesOf, listenToCanvas, canvasTexts, spoken, begin };
})();
