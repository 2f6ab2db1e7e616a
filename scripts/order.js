// Ordering questions: without this, each item has a list of positions; with it, two buttons move the item.
// The lists stay in the form, set by the moves, so that the answer travels the same way.
//
// ol[data-order]       data-up-label, data-down-label (« Monter {item} ») · data-moved-label (« {item} : position {position} sur {count} »)
//   li[data-order-item]  label, select (options 1…n)
// [data-order-status]  live region, next to the list

class Order {
  constructor(list) {
    this.list = list;
    this.status = list.parentElement.querySelector("[data-order-status]");
  }

  start() {
    const position = (item) => Number(item.querySelector("select").value) || Infinity;
    const items = this.items().sort((one, other) => position(one) - position(other));
    this.list.append(...items);
    for (const item of items) this.equip(item);
    this.refresh();
  }

  items() {
    return [...this.list.querySelectorAll("[data-order-item]")];
  }

  /** Without the verdict that stands in the label once the order was marked. */
  name(item) {
    return item.querySelector("label").firstChild.textContent.trim();
  }

  equip(item) {
    item.querySelector("select").hidden = true;
    const moves = document.createElement("span");
    moves.className = "order-moves";
    moves.append(
      this.button(item, "↑", this.list.dataset.upLabel, -1),
      this.button(item, "↓", this.list.dataset.downLabel, 1),
    );
    item.append(moves);
  }

  button(item, sign, label, step) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small";
    button.textContent = sign;
    button.setAttribute("aria-label", (label ?? "{item}").replace("{item}", this.name(item)));
    button.addEventListener("click", () => this.move(item, step, button));
    return button;
  }

  move(item, step, button) {
    const neighbour = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!neighbour) return;
    if (step < 0) neighbour.before(item);
    else neighbour.after(item);
    this.refresh();
    // Moving an element in the page takes the focus away from it.
    button.focus();
    this.announce(item);
    item.querySelector("select").dispatchEvent(new Event("input", { bubbles: true }));
  }

  announce(item) {
    const items = this.items();
    if (!this.status) return;
    this.status.textContent = (this.list.dataset.movedLabel ?? "")
      .replace("{item}", this.name(item))
      .replace("{position}", items.indexOf(item) + 1)
      .replace("{count}", items.length);
  }

  /** The order shown is the answer: the lists say it, and the buttons at both ends say that there is no further. */
  refresh() {
    const items = this.items();
    items.forEach((item, place) => {
      item.querySelector("select").value = String(place + 1);
      const [up, down] = item.querySelectorAll(".order-moves button");
      up?.setAttribute("aria-disabled", String(place === 0));
      down?.setAttribute("aria-disabled", String(place === items.length - 1));
    });
  }
}

for (const list of document.querySelectorAll("[data-order]")) new Order(list).start();
