// <div data-board>: a card is dragged to another stage; it then sends the form of its own "Move…"
// menu, which does the same without this script.
import Sortable from "sortablejs"

for (const list of document.querySelectorAll("[data-board] .stage > ul")) {
  if (!list.querySelector(".menu form") && !document.querySelector("[data-board] .menu form")) break
  Sortable.create(list, {
    group: "board",
    sort: false,
    delay: 150,
    delayOnTouchOnly: true,
    filter: "a, .menu",
    preventOnFilter: false,
    onAdd({ item, to }) {
      const wanted = to.closest(".stage").dataset.to
      for (const button of item.querySelectorAll(".menu button")) {
        if (button.value === wanted) button.form.requestSubmit(button)
      }
    },
  })
}
