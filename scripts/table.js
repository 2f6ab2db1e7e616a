// Sorts a table by the heading that is pressed, and shows only the rows that hold what is typed.
//
// table[data-sortable]  data-filter="words of the field" · data-none="words when no row holds it"
//   td[data-value] sorts by that number; any other cell by its words, as the page's language does.

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function key(row, index) {
  const cell = row.cells[index];
  return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
}

function compare(one, other) {
  return typeof one === "number" && typeof other === "number" ? one - other : collator.compare(one, other);
}

function sort(table, heading, index) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const rows = [...table.tBodies[0].rows];
  rows.sort((one, other) => compare(key(one, index), key(other, index)) * (down ? -1 : 1));
  table.tBodies[0].append(...rows);
}

function headings(table) {
  [...table.tHead.rows[0].cells].forEach((heading, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(table, heading, index));
    heading.append(button);
  });
}

function filter(table) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const said = document.createElement("p");
  label.className = "table-filter";
  label.append(table.dataset.filter, input);
  input.type = "search";
  said.setAttribute("aria-live", "polite");
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
      if (!row.hidden) shown += 1;
    }
    said.textContent = shown === 0 ? table.dataset.none : "";
  });
  table.parentElement.before(label, said);
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  headings(table);
  if (table.dataset.filter) filter(table);
}
