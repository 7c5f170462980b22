// What a page of visits shows of its outbox; the words are in the page's own data.
import { expires } from "./store.js"

export function tell(page, state) {
  page.told.hidden = false
  page.told.dataset.state = state
  page.told.className = `notice ${["saved", "sent"].includes(state) ? "success" : "wait"}`
  page.told.textContent = page.dataset[state]
}

export function showOutbox(page, all) {
  const box = page.querySelector("[data-outbox]")
  box.hidden = !all.length
  box.querySelector("ul").replaceChildren(...all.map((entry) => page.row(entry)))
}

export function rowOf(page, entry) {
  const row = document.createElement("li")
  const what = Object.assign(document.createElement("div"), { className: "what small" })
  const name = Object.assign(document.createElement("b"), { textContent: entry.name })
  const state = [page.dataset[entry.state], ...(entry.errors ?? [])].join(" · ")
  const until = `${page.dataset.until} ${expires(entry).toLocaleString(document.documentElement.lang)}`
  what.append(name, document.createElement("br"), `${state}. ${until}`)
  row.append(what)
  row.dataset.state = entry.state
  return row
}
