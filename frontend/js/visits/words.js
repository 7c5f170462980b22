// <v-words>: behind the link of an instructor, what the workplace writes of a visit. It is kept on the device
// first, and sent from there when it can. Without this script the form is sent as any other.
import { keepThisPage } from "./keeping.js"
import { send } from "./outbox.js"
import { rowOf, showOutbox, tell } from "./shown.js"
import { entries, forgetOld, forgetShown, mark, marked, put, remove } from "./store.js"

class VWords extends HTMLElement {
  async connectedCallback() {
    this.owner = this.dataset.owner
    this.form = this.querySelector("form")
    this.told = this.querySelector("[data-told]")
    this.mending = this.querySelector("[data-mending]")
    await forgetOld()
    if (marked() && marked().person !== this.owner) await forgetShown()
    mark(this.owner)
    this.listen()
    await this.show()
    this.go()
    await keepThisPage(this.dataset.worker, new URL(".", new URL(this.dataset.worker, location)).pathname)
    this.dataset.ready = ""
  }

  listen() {
    this.form?.addEventListener("submit", (event) => this.save(event))
    this.querySelector("[data-send]").addEventListener("click", () => this.go())
    this.querySelector("[data-stop]")?.addEventListener("click", () => this.begin())
    addEventListener("online", () => this.go())
    addEventListener("offline", () => tell(this, "offline"))
  }

  async save(event) {
    event.preventDefault()
    if (this.busy) return
    this.busy = true
    const entry = this.entry()
    await put(entry)
    if (this.open) await remove(this.open.id)
    this.begin()
    tell(this, navigator.onLine ? "saved" : "offline")
    await this.show()
    this.busy = false
    await this.go()
  }

  // What is mended is another entry: it has a number of its own.
  entry() {
    const data = new FormData(this.form)
    const uuid = crypto.randomUUID()
    data.set("uuid", uuid)
    data.delete("csrfmiddlewaretoken")
    const chosen = this.form.querySelector("[name=target]:checked")
    const name = chosen?.closest("label").textContent.trim() ?? ""
    const fields = [...data]
    return { id: uuid, owner: this.owner, at: Date.now(), state: "waiting", action: this.form.action, name, fields }
  }

  begin(open = null) {
    this.open = open
    this.form.reset()
    this.mending.hidden = !open
    if (open) this.form.scrollIntoView()
  }

  mend(entry) {
    this.begin(entry)
    for (const [name, value] of entry.fields)
      if (!["uuid", "owner"].includes(name) && this.form.elements[name]) this.form.elements[name].value = value
  }

  async go() {
    if (!(await entries(this.owner)).length) return
    if (!navigator.onLine) return tell(this, "offline")
    const state = await send(this.owner, this.dataset.token)
    await this.show()
    if (state !== "empty") tell(this, state)
  }

  async show() {
    showOutbox(this, await entries(this.owner))
  }

  row(entry) {
    const row = rowOf(this, entry)
    if (entry.state === "refused" && this.form) row.append(this.button(entry))
    return row
  }

  button(entry) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small" })
    button.textContent = this.dataset.mend
    button.addEventListener("click", () => this.mend(entry))
    return button
  }
}

customElements.define("v-words", VWords)
