// <form data-autosubmit>: a tick, or a choice made by pointer, is shown at once. With the keyboard,
// where each arrow in a list is a change, the form's own button is pressed.
const KEY = "veturi-focus"
let byPointer = false

document.addEventListener("pointerdown", () => (byPointer = true), true)
document.addEventListener("keydown", () => (byPointer = false), true)
document.addEventListener("change", ({ target }) => {
  const form = target.form
  if (!form?.hasAttribute("data-autosubmit")) return
  if (!byPointer && target.type !== "checkbox") return
  if (target.id) sessionStorage.setItem(KEY, target.id)
  form.requestSubmit()
})

const kept = sessionStorage.getItem(KEY)
sessionStorage.removeItem(KEY)
if (kept) document.getElementById(kept)?.focus({ focusVisible: false })
