// <v-field>: the page of one's visits, which works without a network. What is saved goes to the outbox of the
// device first, and from there when it can. Without this script the form is sent as any other.
import { keepThisPage } from "./keeping.js"
import { send, whoIsHere } from "./outbox.js"
import { small } from "./picture.js"
import { rowOf, showOutbox, tell } from "./shown.js"
import { entries, forgetOld, mark, put } from "./store.js"

const MANY = 8

class VField extends HTMLElement {
  async connectedCallback() {
    this.owner = Number(this.dataset.person)
    this.form = this.querySelector("form")
    this.told = this.querySelector("[data-told]")
    this.stops = this.querySelector("[data-stops]")
    this.mending = this.querySelector("[data-mending]")
    this.again = this.querySelector("[data-again]")
    this.search = this.querySelector("[data-search]")
    this.rows = [...this.querySelectorAll(".stop")]
    this.search.hidden = this.rows.length < MANY
    await forgetOld()
    mark(this.owner)
    this.today()
    this.listen()
    await this.show()
    this.go()
    await this.takeAlong()
    this.dataset.ready = ""
  }

  listen() {
    this.form.addEventListener("submit", (event) => this.save(event))
    this.form.addEventListener("change", ({ target }) => this.chosen(target))
    this.querySelector("[data-send]").addEventListener("click", () => this.go())
    this.querySelector("[data-stop]").addEventListener("click", () => this.begin())
    this.search.addEventListener("input", ({ target }) => this.narrow(target.value))
    this.again.addEventListener("click", () => this.unfold())
    this.addEventListener("click", (event) => this.correct(event))
    addEventListener("online", () => this.go())
    addEventListener("offline", () => tell(this, "offline"))
  }

  // The page may be of yesterday; the day of a visit is the day on which it is written.
  today() {
    const now = new Date()
    this.form.elements.on.defaultValue = `${now.getDate()}.${now.getMonth() + 1}.${now.getFullYear()}`
  }

  async takeAlong() {
    await keepThisPage(this.dataset.worker, this.dataset.scope)
  }

  // The one to visit stays, the others fold away. A planned visit has its purpose already.
  chosen(target) {
    if (target.name !== "target") return
    const { purpose } = this.form.elements
    if (target.dataset.purpose && !purpose.value) purpose.value = target.dataset.purpose
    if (this.rows.length < 2) return
    for (const row of this.rows) row.hidden = !row.contains(target)
    this.again.hidden = false
    this.search.hidden = true
    this.stops.scrollIntoView({ block: "nearest" })
  }

  unfold() {
    this.again.hidden = true
    this.search.hidden = this.rows.length < MANY
    this.search.querySelector("input").value = ""
    for (const row of this.rows) row.hidden = false
  }

  narrow(text) {
    const asked = text.trim().toLowerCase()
    for (const row of this.rows)
      row.hidden = !row.querySelector("[name=target]").dataset.name.toLowerCase().includes(asked)
  }

  async save(event) {
    event.preventDefault()
    if (this.busy) return
    this.busy = true
    await put(await this.entry())
    this.begin()
    tell(this, navigator.onLine ? "saved" : "offline")
    await this.show()
    this.busy = false
    await this.go()
  }

  async entry() {
    const { open } = this
    const data = new FormData(this.form)
    const uuid = open?.uuid ?? crypto.randomUUID()
    data.set("uuid", uuid)
    data.delete("csrfmiddlewaretoken")
    if (data.get("photo")?.size) data.set("photo", await small(data.get("photo")))
    else data.delete("photo")
    this.bringAgain(data)
    if (open?.original) data.set("original", open.original)
    if (open?.target) data.set("target", open.target)
    const chosen = this.querySelector("[name=target]:checked")
    return {
      id: open?.id ?? uuid,
      owner: this.owner,
      at: Date.now(),
      state: "waiting",
      action: open?.action ?? this.form.action,
      name: open?.name ?? chosen.dataset.name,
      fields: [...data],
    }
  }

  // What was brought and is not brought anew comes along when an entry is mended.
  bringAgain(data) {
    const before = Object.fromEntries(this.open?.fields ?? [])
    for (const name of ["photo", "signature"])
      if (!data.get(name) && before[name]) data.set(name, before[name])
  }

  begin(open = null) {
    this.open = open
    this.form.reset()
    this.unfold()
    this.stops.hidden = Boolean(open)
    for (const radio of this.stops.querySelectorAll("[name=target]")) radio.disabled = Boolean(open)
    this.mending.hidden = !open
    this.mending.querySelector("b").textContent = open?.name ?? ""
    if (open) this.form.scrollIntoView()
  }

  fill(pairs) {
    for (const [name, value] of pairs) {
      const field = this.form.elements[name]
      if (!field || field.type === "file" || ["uuid", "owner", "target", "signature"].includes(name)) continue
      if (field.type === "checkbox") field.checked = value === "on"
      else field.value = value
    }
  }

  // With a network the page of correction opens; without one, the form here.
  correct(event) {
    const link = event.target.closest("a[data-values]")
    if (!link || navigator.onLine) return
    event.preventDefault()
    const { original, values, name } = link.dataset
    this.begin({ action: link.href, original, name })
    for (const box of this.form.querySelectorAll("[type=checkbox]")) box.checked = false
    this.fill(Object.entries(JSON.parse(values)).flatMap(([key, many]) => many.map((one) => [key, one])))
  }

  mend(entry) {
    const fields = Object.fromEntries(entry.fields)
    this.begin({ ...entry, original: fields.original, target: fields.target, uuid: fields.uuid })
    this.fill(entry.fields)
  }

  async go() {
    if (!(await entries(this.owner)).length) return
    if (!navigator.onLine) return tell(this, "offline")
    const state = await send(this.owner, this.dataset.token)
    await this.show()
    if (state !== "empty") tell(this, state)
    this.querySelector("[data-sign-in]").hidden = state !== "signedOut"
  }

  async show() {
    showOutbox(this, await entries(this.owner))
  }

  row(entry) {
    const row = rowOf(this, entry)
    if (entry.state === "differs") row.append(this.button("choose", () => this.choose(entry)))
    if (entry.state === "refused") row.append(this.button("mend", () => this.mend(entry)))
    return row
  }

  button(label, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small" })
    button.textContent = this.dataset[label]
    button.addEventListener("click", act)
    return button
  }

  // What differs is chosen on the page of correction, which gets all that was written here.
  async choose(entry) {
    const { token } = await whoIsHere(this.dataset.token)
    if (!token) return tell(this, "signedOut")
    const form = Object.assign(document.createElement("form"), { method: "post", action: entry.url, hidden: true })
    const carried = [...entry.fields, ["outbox", entry.id], ["csrfmiddlewaretoken", token]]
    for (const [name, value] of carried.filter(([, one]) => typeof one === "string" && one.length < 100_000))
      form.append(Object.assign(document.createElement("textarea"), { name, value }))
    document.body.append(form)
    form.submit()
  }
}

customElements.define("v-field", VField)
