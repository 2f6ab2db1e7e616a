// The time left in an assessment. The server decides; this only shows, and hands the copy in at the end.
//
// [data-deadline="ISO instant"]  data-now (the server's instant when it made the page, against clocks that are wrong)
//                                data-remaining-label (« Temps restant : {time} ») · data-ended-label
//                                data-five-minutes · data-one-minute · data-submit-on-end (id of the form)
// [data-timer-status]            live region for the two announcements

function words(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (parts[0] === 0) parts.shift();
  return parts.map((part, place) => (place === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

class Timer {
  constructor(element) {
    this.element = element;
    this.status = document.querySelector("[data-timer-status]");
    const now = Date.parse(element.dataset.now ?? "");
    const lead = Number.isNaN(now) ? 0 : now - Date.now();
    this.deadline = Date.parse(element.dataset.deadline) - lead;
    const left = this.seconds();
    // A page opened with four minutes left announces only the last one.
    this.announcements = [
      [300, element.dataset.fiveMinutes],
      [60, element.dataset.oneMinute],
    ].filter(([at]) => left > at);
  }

  start() {
    if (Number.isNaN(this.deadline)) return;
    this.interval = setInterval(() => this.tick(), 1000);
    this.tick();
  }

  seconds() {
    return Math.max(0, Math.ceil((this.deadline - Date.now()) / 1000));
  }

  tick() {
    const left = this.seconds();
    this.element.textContent = (this.element.dataset.remainingLabel ?? "{time}").replace("{time}", words(left));
    if (left <= 300) this.element.dataset.state = "short";
    if (this.announcements.length > 0 && left <= this.announcements[0][0]) {
      const [, text] = this.announcements.shift();
      if (this.status) this.status.textContent = text ?? "";
    }
    if (left === 0) this.end();
  }

  end() {
    clearInterval(this.interval);
    this.element.textContent = this.element.dataset.endedLabel ?? this.element.textContent;
    const form = document.getElementById(this.element.dataset.submitOnEnd ?? "");
    // A required field left empty must not hold the copy back.
    if (form) form.noValidate = true;
    form?.requestSubmit();
  }
}

for (const element of document.querySelectorAll("[data-deadline]")) new Timer(element).start();
