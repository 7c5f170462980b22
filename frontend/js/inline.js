// <form class="editable">: a cell that is being edited. Esc leaves it as it was, Enter saves a choice.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form.editable")
  if (!form) return
  if (event.key === "Escape") {
    event.preventDefault()
    form.querySelector("[data-cancel]").click()
  }
  if (event.key === "Enter" && event.target.matches("select")) {
    event.preventDefault()
    form.requestSubmit()
  }
})
