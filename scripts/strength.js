// Says in words whether a new password is strong enough, by the reckoning of the CNIL's recommendation of
// 21 July 2022 (deliberation 2022-100): length × log2 of the characters to choose from. Nothing leaves the page.
//
// input[data-strength="id of the output"]  data-too-short · data-too-weak · data-good

const MINIMUM_CHARACTERS = 12;
const MINIMUM_BITS = 50;
const CLASSES = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/, 37],
];

function bits(characters) {
  const text = characters.join("");
  const choices = CLASSES.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0);
  return choices === 0 ? 0 : characters.length * Math.log2(choices);
}

function judge(value) {
  const characters = [...value];
  if (characters.length === 0) return "";
  if (characters.length < MINIMUM_CHARACTERS) return "short";
  return bits(characters) < MINIMUM_BITS ? "weak" : "good";
}

function start(input) {
  const output = document.getElementById(input.dataset.strength);
  if (!output) return;
  const words = { "": "", short: input.dataset.tooShort, weak: input.dataset.tooWeak, good: input.dataset.good };
  output.setAttribute("aria-live", "polite");
  let timer;
  const show = () => {
    const state = judge(input.value);
    if ((output.dataset.state ?? "") === state) return;
    output.textContent = words[state] ?? "";
    if (state) output.dataset.state = state;
    else delete output.dataset.state;
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 300);
  });
  show();
}

for (const input of document.querySelectorAll("input[data-strength]")) start(input);
