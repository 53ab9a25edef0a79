/**
 * Drag, wheel, pinch and double click over the stage. A plain vertical wheel and a vertical swipe stay the page's: CSS
 * sets `touch-action: pan-y`, so the browser keeps those and hands over the rest.
 */

/** @typedef {{move: (px: number) => void, zoom: (factor: number, px: number) => void}} Moves */

const WHEEL_SPEED = 0.0022; // a notch of 100 zooms by a fifth
const DRAG_PX = 4; // less is a click
const DOUBLE_CLICK = 0.5;
const GLIDE = { keeps: 0.94, least: 0.4, fresh: 50 }; // of its speed each frame; px a frame; ms since the last move

/**
 * @param {HTMLElement} stage @param {Moves} moves
 * @returns {() => void} removes every listener
 */
export function listen(stage, moves) {
  const aborter = new AbortController();
  const { signal } = aborter;
  /** @type {Map<number, number>} */
  const pointers = new Map();
  let travelled = 0;
  let speed = 0; // px a frame
  let movedAt = 0;
  let gliding = 0;
  const at = (/** @type {MouseEvent} */ event) => event.clientX - stage.getBoundingClientRect().left;
  const spread = () => {
    const [a, b] = [...pointers.values()];
    return Math.max(Math.abs(a - b), 10);
  };

  /** After a drag the picture runs on and slows down, unless the reader wants less motion. */
  function glide() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || performance.now() - movedAt > GLIDE.fresh) return;
    gliding = requestAnimationFrame(function on() {
      speed *= GLIDE.keeps;
      if (Math.abs(speed) < GLIDE.least) return;
      moves.move(speed);
      gliding = requestAnimationFrame(on);
    });
  }

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    cancelAnimationFrame(gliding);
    speed = 0;
    pointers.set(event.pointerId, at(event));
    travelled = 0;
  }, { signal });

  stage.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = at(event);
    travelled += Math.abs(now - before);
    if (travelled > DRAG_PX && !stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    if (pointers.size === 2) {
      const was = spread();
      pointers.set(event.pointerId, now);
      const [a, b] = [...pointers.values()];
      moves.zoom(was / spread(), (a + b) / 2);
      moves.move((now - before) / 2);
      return;
    }
    pointers.set(event.pointerId, now);
    if (travelled <= DRAG_PX) return;
    speed = 0.6 * (now - before) + 0.4 * speed;
    movedAt = performance.now();
    moves.move(now - before);
  }, { signal });

  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    stage.addEventListener(end, (event) => pointers.delete(/** @type {PointerEvent} */ (event).pointerId), { signal });
  }

  stage.addEventListener("pointerup", () => travelled > DRAG_PX && pointers.size === 0 && glide(), { signal });

  // A drag that ends over a mark is no click on it.
  stage.addEventListener("click", (event) => {
    if (travelled > DRAG_PX) event.stopPropagation();
    travelled = 0;
  }, { signal, capture: true });

  stage.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      moves.zoom(Math.exp(event.deltaY * WHEEL_SPEED), at(event));
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      moves.move(-event.deltaX);
    } else if (event.shiftKey) {
      event.preventDefault();
      moves.move(-event.deltaY);
    }
  }, { signal, passive: false });

  stage.addEventListener("dblclick", (event) => {
    event.preventDefault();
    moves.zoom(event.shiftKey ? 1 / DOUBLE_CLICK : DOUBLE_CLICK, at(event));
  }, { signal });

  return () => aborter.abort();
}
