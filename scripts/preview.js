// What is being typed and how it will be read, side by side; and nothing typed is left by mistake.
//
// form[data-preview-url]   posted there as it changes; the answer is put into [data-preview]
// [data-preview-status]    live region · data-preview-failed
// form[data-leave-guard]   asks before a page with unsaved words is left
// a[data-line]             leads to a line of textarea#text

const PAUSE_MILLISECONDS = 400;

class Preview {
  constructor(form) {
    this.form = form;
    this.place = document.querySelector("[data-preview]");
    this.status = document.querySelector("[data-preview-status]");
    this.asked = 0;
    this.timer = null;
  }

  start() {
    this.form.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE_MILLISECONDS);
    });
  }

  async ask() {
    // Answers may overtake each other: only the last one asked for is shown.
    const number = ++this.asked;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") fields.append(name, value);
    }
    try {
      const answer = await fetch(this.form.dataset.previewUrl, { method: "POST", body: fields });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (number === this.asked) this.show(html);
    } catch {
      this.say(this.status?.dataset.previewFailed ?? "");
    }
  }

  show(html) {
    const { scrollTop } = this.place;
    this.place.innerHTML = html;
    this.place.scrollTop = scrollTop;
    this.say("");
  }

  say(words) {
    if (this.status && this.status.textContent !== words) this.status.textContent = words;
    this.status?.classList.toggle("visually-hidden", words === "");
  }
}

function guard(form) {
  let unsaved = false;
  form.addEventListener("input", () => (unsaved = true));
  form.addEventListener("submit", () => (unsaved = false));
  addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
}

/** Puts the caret at the beginning of a line of the text, and the line into view. */
function goToLine(event) {
  const link = event.target.closest?.("a[data-line]");
  const text = document.querySelector("textarea#text");
  if (!link || !text) return;
  event.preventDefault();
  const lines = text.value.split("\n");
  const line = Math.min(Number(link.dataset.line), lines.length) - 1;
  const start = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + lines[line].length);
  text.scrollIntoView({ block: "nearest" });
  text.scrollTop = (text.scrollHeight * line) / lines.length - text.clientHeight / 2;
}

for (const form of document.querySelectorAll("form[data-preview-url]")) new Preview(form).start();
for (const form of document.querySelectorAll("form[data-leave-guard]")) guard(form);
document.addEventListener("click", goToLine);
