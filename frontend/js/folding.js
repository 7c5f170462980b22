// <form class="filters" data-more="More filters">: on a phone only the first filter is shown until
// the button asks for the rest. Without this script all of them are.
for (const form of document.querySelectorAll(".filters[data-more]")) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "btn quiet unfold"
  button.textContent = form.dataset.more
  button.setAttribute("aria-expanded", "false")
  button.addEventListener("click", () => {
    form.classList.remove("folded")
    button.remove()
    form.querySelectorAll(".field :is(input, select)")[1]?.focus()
  })
  form.classList.add("folded")
  form.querySelector(".actions").append(button)
}
