// What every question to a page is asked with: elements by what a person calls them, and where they can be clicked.

const plain = (text) => text.replace(/\s+/g, " ").replaceAll("’", "'").trim();

const find = (selector) => document.querySelector(selector);

/** The links and buttons inside a scope that bear this name. */
const named = (scope, name) =>
  [...document.querySelectorAll(`:is(${scope}) :is(a, button, summary)`)].find(
    (element) => element.checkVisibility() && plain(element.getAttribute("aria-label") ?? element.innerText) === plain(name),
  );

/** The choice inside a scope whose label begins with these words. */
const labelled = (scope, words) =>
  [...document.querySelectorAll(`:is(${scope}) label`)].find((label) => plain(label.textContent).startsWith(plain(words)));

/** The middle of an element, once a click there reaches it and nothing else; it is scrolled to only if it must be. */
function spot(element) {
  if (!element || document.readyState !== "complete") return null;
  const middle = () => {
    const { left, top, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    return element.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
  };
  const found = middle();
  if (found) return found;
  element.scrollIntoView({ block: "center", behavior: "instant" });
  return middle();
}

/** The block of a lesson at the reading line, as the reader reckons it. */
function blockAtReadingLine() {
  const line = Math.max(96, innerHeight * 0.22);
  const above = [...document.querySelectorAll("[data-reader] [data-block]")].filter(
    (block) => block.getBoundingClientRect().top <= line,
  );
  return above.at(-1)?.id ?? null;
}
