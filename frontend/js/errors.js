// Faults are met by the reader: focus goes to the summary, a lost request becomes a sentence.
import { complain, lost, settle } from "./live.js"

function focusSummary(part) {
  part.querySelector("[data-focus]")?.focus()
}

function tellWhatFailed({ detail: { xhr } }) {
  const inWords = xhr?.getResponseHeader("Content-Type")?.startsWith("text/plain")
  complain(inWords ? xhr.responseText : lost)
}

focusSummary(document)
document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target))
document.addEventListener("htmx:afterRequest", ({ detail }) => detail.successful && settle())
document.addEventListener("htmx:responseError", tellWhatFailed)
document.addEventListener("htmx:sendError", tellWhatFailed)
document.addEventListener("htmx:timeout", tellWhatFailed)
