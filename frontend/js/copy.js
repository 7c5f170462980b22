// <button data-copy="text" data-copied="The address is on the clipboard.">
import { tell } from "./live.js"

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]")
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  if (button.dataset.copied) tell(button.dataset.copied)
})
