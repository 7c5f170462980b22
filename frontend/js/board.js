// <div data-board>: a card is dragged to another stage; it then sends the form of its own "Move…"
// menu, which does the same without this script.
import Sortable from "sortablejs"

const board = document.querySelector("[data-board]")

const moved = ({ item, to }) => {
  const wanted = to.closest(".stage").dataset.to
  for (const button of item.querySelectorAll(".menu button")) {
    if (button.value === wanted) button.form.requestSubmit(button)
  }
}

if (board.querySelector(".menu form")) {
  for (const list of board.querySelectorAll(".stage > ul")) {
    Sortable.create(list, {
      group: "board",
      sort: false,
      delay: 150,
      delayOnTouchOnly: true,
      filter: "a, .menu",
      preventOnFilter: false,
      onAdd: moved,
    })
  }
  board.dataset.ready = ""
}
