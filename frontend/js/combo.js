// <v-combo data-url="…">: type-ahead. Wraps a hidden input (the key), a text input and a listbox.
// The server answers data-url?q=… with <li role="option" id="…" data-value="12">Name</li>.
// With data-go the choice opens that page, ?partner=12, with what data-carry names. Without this script the text travels with
// the form, and the server searches.
import { carry } from "./carry.js"
import Combobox from "@github/combobox-nav"

const PAUSE = 150
const OPTIONS = { firstOptionSelectionMode: "active", tabInsertsSuggestions: false }

class VCombo extends HTMLElement {
  connectedCallback() {
    this.key = this.querySelector("input[type=hidden]")
    this.text = this.querySelector("input:not([type=hidden])")
    this.list = this.querySelector("[role=listbox]")
    this.list.hidden = true
    this.nav = new Combobox(this.text, this.list, OPTIONS)
    this.text.autocomplete = "off"
    this.text.addEventListener("input", () => this.edited())
    this.text.addEventListener("blur", () => this.close())
    this.text.addEventListener("keydown", ({ key }) => key === "Escape" && this.close())
    this.list.addEventListener("mousedown", (event) => event.preventDefault())
    this.list.addEventListener("combobox-commit", ({ target }) => this.choose(target))
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
    this.nav.destroy()
  }

  edited() {
    if (this.key.value) this.write("")
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), PAUSE)
  }

  async ask() {
    const asked = this.text.value.trim()
    const found = asked ? await this.find(asked) : ""
    if (asked === this.text.value.trim()) this.show(found)
  }

  async find(asked) {
    const address = new URL(this.dataset.url, location)
    address.searchParams.set("q", asked)
    const answer = await fetch(address).catch(() => null)
    return answer?.ok ? answer.text() : ""
  }

  show(options) {
    this.close()
    this.list.innerHTML = options
    this.list.hidden = !this.contains(document.activeElement) || !this.list.children.length
    if (!this.list.hidden) this.nav.start()
  }

  choose(option) {
    this.text.value = option.dataset.text ?? option.textContent.trim()
    this.close()
    this.write(option.dataset.value)
    if (this.dataset.go) this.go()
  }

  go() {
    const address = carry(this, new URL(this.dataset.go, location))
    address.searchParams.set(this.key.name, this.key.value)
    location.assign(address)
  }

  write(value) {
    this.key.value = value
    this.key.dispatchEvent(new Event("change", { bubbles: true }))
  }

  close() {
    clearTimeout(this.timer)
    this.nav.stop()
    this.list.hidden = true
  }
}

customElements.define("v-combo", VCombo)
