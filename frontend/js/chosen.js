// <form data-chosen>: says how many boxes are ticked, and the head of the table ticks all of the page.
// Without this script the form works by its boxes alone.
const form = document.querySelector("form[data-chosen]")

if (form) {
  const boxes = [...document.querySelectorAll("input[name=chosen]")]
  const all = form.querySelector("input[name=all]")
  const told = form.querySelector("[data-told]")
  const head = document.querySelector("th.pick")
  const every = Object.assign(document.createElement("input"), { type: "checkbox" })
  every.setAttribute("aria-label", head.textContent)
  head.replaceChildren(every)
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length
    told.textContent = `${told.dataset.told} ${chosen}`
    every.checked = chosen === boxes.length
    every.indeterminate = chosen > 0 && chosen < boxes.length
    form.classList.toggle("some", chosen > 0 || Boolean(all?.checked))
  }
  every.addEventListener("change", () => {
    for (const box of boxes) box.checked = every.checked
    tell()
  })
  for (const box of [...boxes, all]) box?.addEventListener("change", tell)
  tell()
}
