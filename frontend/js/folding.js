// <form class="filters" data-more="More filters">: on a phone only the first filter is shown until
// the rest is asked for: by the <details> that holds it if there are many, else by a button. Without
// this script all of them are.
const withDetails = (form, rest) => {
  const fold = () => form.classList.toggle("folded", !rest.open)
  rest.addEventListener("toggle", fold)
  fold()
}
const withButton = (form) => {
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
for (const form of document.querySelectorAll(".filters[data-more]")) {
  const rest = form.querySelector(":scope > .rest")
  if (rest) withDetails(form, rest)
  else withButton(form)
}
