// Answers save themselves while they are being written.
//
// form[data-autosave-url]  data-revision · data-saved-label (with {time}) · data-unsaved-label
//                          data-conflict-label · data-reload-label
// [data-autosave-mark]     inside the form, or the page's
// textarea[data-minimum-words]  data-words-label (« {count} mots sur {minimum} »), shown in the .word-count of its .field

import { SavedMark, mayPass, retryDelaySeconds } from "./mark.js";

const PAUSE_SECONDS = 0.7;

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosaveUrl;
    this.revision = Number(form.dataset.revision) || 0;
    const mark = form.querySelector("[data-autosave-mark]") ?? document.querySelector("[data-autosave-mark]");
    this.mark = new SavedMark(mark, form.dataset.savedLabel, form.dataset.unsavedLabel);
    this.dirty = false;
    this.sending = false;
    this.stopped = false;
    this.failures = 0;
    this.timer = null;
  }

  start() {
    this.form.addEventListener("input", () => this.changed());
    // What is submitted is saved by the page itself; a late copy must not come after it.
    this.form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      clearTimeout(this.timer);
      this.dirty = false;
    });
    const leave = () => this.leave();
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
    addEventListener("online", () => this.failures > 0 && this.send());
  }

  changed() {
    this.dirty = true;
    this.sendIn(PAUSE_SECONDS);
  }

  sendIn(seconds) {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => this.send(), seconds * 1000);
  }

  /** The whole form with the next revision: each sending has its own, so that a retry is never taken for a stranger. */
  body() {
    this.revision += 1;
    this.showRevision();
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") fields.append(name, value);
    }
    fields.set("revision", String(this.revision));
    return fields;
  }

  /** A form that is submitted tells which save it follows. */
  showRevision() {
    const field = this.form.elements.revision;
    if (field) field.value = String(this.revision);
  }

  async send() {
    if (!this.dirty || this.sending || this.stopped) return;
    this.sending = true;
    this.dirty = false;
    try {
      await this.answered(await fetch(this.url, { method: "POST", body: this.body() }));
    } catch {
      this.failed(true);
    } finally {
      this.sending = false;
    }
    // What was typed while the answer travelled goes next.
    if (this.dirty && this.failures === 0) this.sendIn(PAUSE_SECONDS);
  }

  async answered(answer) {
    if (answer.status === 409) {
      this.conflict();
    } else if (answer.ok) {
      const { revision } = await answer.json();
      this.revision = Math.max(this.revision, Number(revision) || 0);
      this.showRevision();
      this.failures = 0;
      this.mark.saved();
    } else {
      this.failed(mayPass(answer.status));
    }
  }

  failed(tryAgain) {
    this.dirty = true;
    this.failures += 1;
    this.mark.unsaved();
    if (tryAgain) this.sendIn(retryDelaySeconds(this.failures));
  }

  /** Somebody, most likely the same person elsewhere, wrote a newer answer: nothing here may cover it. */
  conflict() {
    this.stopped = true;
    this.mark.show(this.form.dataset.conflictLabel ?? "");
    if (!this.mark.element) return;
    const link = document.createElement("a");
    link.href = location.pathname + location.search;
    link.textContent = this.form.dataset.reloadLabel ?? "";
    this.mark.element.append(" ", link);
  }

  leave() {
    if (!this.dirty || this.stopped) return;
    clearTimeout(this.timer);
    if (navigator.sendBeacon(this.url, this.body())) this.dirty = false;
  }
}

function countWords(text) {
  return (text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []).length;
}

function startWordCount(textarea) {
  const output = textarea.closest(".field")?.querySelector(".word-count");
  if (!output) return;
  const show = () => {
    output.textContent = (textarea.dataset.wordsLabel ?? "{count} / {minimum}")
      .replace("{count}", countWords(textarea.value))
      .replace("{minimum}", textarea.dataset.minimumWords);
  };
  textarea.addEventListener("input", show);
  show();
}

for (const form of document.querySelectorAll("form[data-autosave-url]")) new Autosave(form).start();
for (const textarea of document.querySelectorAll("textarea[data-minimum-words]")) startWordCount(textarea);
