// The autosave mark: a quiet line that says when the work was last saved, for eyes and for screen readers.
// It speaks at once the first time and when something changes for the worse, then once a minute at most.

const QUIET_MILLISECONDS = 60_000;

/** The time of day as the page's language writes it, « 21:04 ». */
function clockTime(date) {
  return date.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

export class SavedMark {
  /** @param {Element|null} element the `[data-autosave-mark]`; without one the mark is silent. */
  constructor(element, savedLabel, unsavedLabel) {
    this.element = element;
    this.savedLabel = savedLabel ?? "";
    this.unsavedLabel = unsavedLabel ?? "";
    this.shownAt = -Infinity;
    this.trouble = false;
    element?.setAttribute("aria-live", "polite");
  }

  saved() {
    const quiet = performance.now() - this.shownAt < QUIET_MILLISECONDS;
    if (quiet && !this.trouble) return;
    this.trouble = false;
    this.show(this.savedLabel.replace("{time}", clockTime(new Date())));
  }

  unsaved() {
    if (this.trouble) return;
    this.trouble = true;
    this.show(this.unsavedLabel);
  }

  show(text) {
    if (!this.element) return;
    this.element.textContent = text;
    this.shownAt = performance.now();
  }
}

/** Seconds to wait before the n-th retry: 5, 10, 20… up to five minutes, with some disorder between browsers. */
export function retryDelaySeconds(failures) {
  return Math.min(300, 5 * 2 ** Math.max(0, failures - 1)) * (0.8 + Math.random() * 0.4);
}

/** Whether a refusal may pass by itself; the others (signed out, form gone) will not. */
export function mayPass(status) {
  return status >= 500 || status === 408 || status === 429;
}
