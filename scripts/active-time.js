// Active time: the page is visible, and there was a gesture, a scroll or a playing media within the last minute.

const IDLE_MILLISECONDS = 60_000;
const GESTURES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "scroll", "input"];

export class ActiveTime {
  /** @param {HTMLMediaElement[]} media whose playing counts · @param {() => void} onChange told each active second. */
  constructor(media, onChange) {
    this.media = media;
    this.onChange = onChange;
    this.milliseconds = 0;
    this.lastGesture = performance.now();
    this.lastTick = performance.now();
  }

  start() {
    const gesture = () => {
      this.lastGesture = performance.now();
    };
    for (const name of GESTURES) addEventListener(name, gesture, { passive: true, capture: true });
    document.addEventListener("visibilitychange", () => this.tick(document.visibilityState === "hidden"));
    setInterval(() => this.tick(document.visibilityState === "visible"), 1000);
  }

  /** Whole seconds since the page was opened. */
  seconds() {
    return Math.floor(this.milliseconds / 1000);
  }

  tick(visible) {
    const now = performance.now();
    // A computer that slept wakes with one long tick, which nobody spent reading.
    const elapsed = Math.min(now - this.lastTick, 2000);
    this.lastTick = now;
    const playing = this.media.some((element) => !element.paused && !element.ended);
    if (!visible || !(playing || now - this.lastGesture < IDLE_MILLISECONDS)) return;
    this.milliseconds += elapsed;
    this.onChange();
  }
}
