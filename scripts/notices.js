// How many notices wait, beside the link that leads to them, as it changes. A page in the background asks for nothing.

const link = document.querySelector("[data-notices]");
let source = null;

function show(count) {
  link.dataset.notices = String(count);
  const badge = link.querySelector(".badge");
  badge.hidden = count === 0;
  badge.textContent = count === 0 ? "" : String(count);
}

function listen() {
  if (source || document.hidden) return;
  source = new EventSource("/avis/flux");
  source.onmessage = (event) => show(Number(event.data));
}

function rest() {
  source?.close();
  source = null;
}

if (link) {
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  window.addEventListener("pagehide", rest);
  listen();
}
