// <button data-submit-once="Saving…">: a second press while the first is under way does nothing.
const SLOW = 300

function hold(event) {
  const button = event.submitter
  if (event.defaultPrevented || !button?.hasAttribute("data-submit-once")) return
  if (button.ariaDisabled === "true") return event.preventDefault()
  button.ariaDisabled = "true"
  if (button.dataset.submitOnce) setTimeout(() => showBusy(button), SLOW)
}

function showBusy(button) {
  if (button.ariaDisabled !== "true") return
  button.dataset.label = button.innerHTML
  button.textContent = button.dataset.submitOnce
}

function release() {
  for (const button of document.querySelectorAll("[data-submit-once][aria-disabled]")) {
    button.removeAttribute("aria-disabled")
    if (button.dataset.label) button.innerHTML = button.dataset.label
    delete button.dataset.label
  }
}

document.addEventListener("submit", hold)
document.addEventListener("htmx:afterRequest", release)
addEventListener("pageshow", release)
