// The reader remembers the place and the time really spent in a lesson, and brings the learner back there.
//
// [data-reader]   data-progress-url · data-resume-block · data-resume-media (JSON: key → seconds)
//                 data-saved-label (with {time}) · data-unsaved-label
// [data-block]    a paragraph, title or figure with an id: a place one can come back to
// [data-media-key] an audio or video
// [data-autosave-mark] where the mark is shown

import { ActiveTime } from "./active-time.js";
import { SavedMark, mayPass, retryDelaySeconds } from "./mark.js";

const FIRST_SAVE_SECONDS = 5;
const SAVE_SECONDS = 20;
// The reading line is a little under the sticky bar, where eyes return after a jump.
const READING_LINE_SHARE = 0.22;

class Reader {
  constructor(root) {
    this.root = root;
    this.url = root.dataset.progressUrl;
    this.view = viewIdentifier();
    this.blocks = [...root.querySelectorAll("[data-block]")];
    this.media = [...root.querySelectorAll("[data-media-key]")];
    this.outlineLinks = [...root.querySelectorAll(".outline a[href^='#']")];
    this.mark = new SavedMark(root.querySelector("[data-autosave-mark]"), root.dataset.savedLabel, root.dataset.unsavedLabel);
    this.active = new ActiveTime(this.media, () => this.changed());
    this.positions = {};
    this.block = root.dataset.resumeBlock || null;
    this.reachedEnd = false;
    this.failures = 0;
    this.timer = null;
    this.lastSent = "";
    this.lastFarewell = "";
    this.sending = false;
  }

  start() {
    this.resumeMedia();
    this.resumePlace();
    this.watchPlace();
    const leave = () => {
      // A scroll of the last moment was not looked at yet.
      this.look();
      this.send({ leaving: true });
    };
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
    addEventListener("pagehide", leave);
    addEventListener("online", () => this.failures > 0 && this.send());
    this.active.start();
  }

  resumePlace() {
    const block = document.getElementById(this.root.dataset.resumeBlock ?? "");
    // An address with a fragment says where to go; it wins over memory.
    if (!block || location.hash) return;
    history.scrollRestoration = "manual";
    const align = () => {
      const top = block.getBoundingClientRect().top + scrollY - readingLine() + 2;
      if (block !== this.blocks[0]) scrollTo({ top, behavior: "instant" });
    };
    align();
    // Pictures that arrive late push the text down: align again, unless the learner has taken over.
    const stop = new AbortController();
    addEventListener("load", align, { signal: stop.signal });
    document.addEventListener("load", align, { capture: true, signal: stop.signal });
    for (const event of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      addEventListener(event, () => stop.abort(), { once: true, passive: true, signal: stop.signal });
    }
  }

  resumeMedia() {
    let saved = {};
    try {
      saved = JSON.parse(this.root.dataset.resumeMedia || "{}");
    } catch {
      // A position that cannot be read only means starting from the beginning.
    }
    for (const element of this.media) {
      const key = element.dataset.mediaKey;
      if (saved[key] > 0) {
        this.positions[key] = saved[key];
        const seek = () => {
          if (!(element.duration - saved[key] < 5)) element.currentTime = saved[key];
        };
        element.readyState > 0 ? seek() : element.addEventListener("loadedmetadata", seek, { once: true });
      }
      element.addEventListener("timeupdate", () => {
        if (element.seeking || element.currentTime === 0) return;
        this.positions[key] = Math.floor(element.currentTime);
        this.changed();
      });
    }
  }

  watchPlace() {
    let waiting = false;
    const look = () => {
      waiting = false;
      this.look();
    };
    const soon = () => {
      if (!waiting) setTimeout(look, 200);
      waiting = true;
    };
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon, { passive: true });
    soon();
  }

  look() {
    const line = readingLine();
    const above = (element) => element.getBoundingClientRect().top <= line;
    const block = this.blocks.findLast(above) ?? this.blocks[0];
    if (block && block.id !== this.block) {
      this.block = block.id;
      this.changed();
    }
    const last = this.blocks.at(-1);
    if (last && !this.reachedEnd && last.getBoundingClientRect().bottom <= innerHeight) {
      this.reachedEnd = true;
      this.changed();
    }
    this.markOutline(above);
  }

  markOutline(above) {
    const here = this.outlineLinks.map((link) => link.hash).findLast((hash) => {
      const target = document.getElementById(decodeURIComponent(hash.slice(1)));
      return target && above(target);
    });
    for (const link of this.outlineLinks) {
      link.toggleAttribute("aria-current", false);
      if (link.hash === here) link.setAttribute("aria-current", "location");
    }
  }

  changed() {
    if (this.timer === null) this.sendIn(this.lastSent === "" ? FIRST_SAVE_SECONDS : SAVE_SECONDS);
  }

  sendIn(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), seconds * 1000);
  }

  report() {
    return {
      view: this.view,
      active_seconds: this.active.seconds(),
      block: this.block,
      reached_end: this.reachedEnd,
      media: this.positions,
    };
  }

  async send({ leaving = false } = {}) {
    clearTimeout(this.timer);
    this.timer = null;
    const report = this.report();
    const body = JSON.stringify(report);
    // Hiding and leaving a page come one after the other with the same report.
    if (body === this.lastSent || (leaving ? body === this.lastFarewell : this.sending)) return;
    if (leaving) this.lastFarewell = body;
    this.sending = true;
    try {
      const headers = { "Content-Type": "application/json" };
      const sent = JSON.stringify({ ...report, leaving });
      const answer = await fetch(this.url, { method: "POST", headers, body: sent, keepalive: leaving });
      this.answered(answer, body);
    } catch {
      this.failed(true);
    } finally {
      this.sending = false;
    }
  }

  answered(answer, body) {
    if (!answer.ok) {
      this.failed(mayPass(answer.status));
      return;
    }
    this.failures = 0;
    this.lastSent = body;
    this.mark.saved();
    if (JSON.stringify(this.report()) !== body) this.changed();
  }

  failed(tryAgain) {
    this.failures += 1;
    this.mark.unsaved();
    if (tryAgain) this.sendIn(retryDelaySeconds(this.failures));
  }
}

function readingLine() {
  return Math.max(96, innerHeight * READING_LINE_SHARE);
}

/** A random UUID, made here because `crypto.randomUUID` is missing outside secure contexts. */
function viewIdentifier() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

for (const root of document.querySelectorAll("[data-reader]")) new Reader(root).start();
