// <v-palette data-url="…" data-page="…">: Ctrl-K or a magnifier opens a dialog that finds as one types.
// Without this script the magnifier leads to the search page and the field of the top bar posts there.
import Combobox from "@github/combobox-nav"

const PAUSE = 90

class VPalette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog")
    this.text = this.querySelector("input")
    this.list = this.querySelector("[role=listbox]")
    this.nav = new Combobox(this.text, this.list, { firstOptionSelectionMode: "active", tabInsertsSuggestions: false })
    this.text.addEventListener("input", () => this.later())
    this.text.addEventListener("keydown", (event) => this.pressed(event))
    this.list.addEventListener("combobox-commit", ({ target }) => this.go(target))
    this.querySelector("[data-close]").addEventListener("click", () => this.dialog.close())
    this.dialog.addEventListener("close", () => this.closed())
    this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.dialog.close())
    document.addEventListener("keydown", (event) => this.called(event))
    document.addEventListener("click", (event) => this.asked(event))
  }

  called(event) {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    this.open("")
  }

  asked(event) {
    const opener = event.target.closest("[data-palette-open]")
    if (!opener || opener.value || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.open("")
  }

  open(text) {
    if (this.dialog.open) return
    this.before = document.activeElement
    this.text.value = text
    this.dialog.showModal()
    this.text.focus()
    this.nav.start()
    this.ask()
  }

  closed() {
    clearTimeout(this.timer)
    this.nav.stop()
    this.list.innerHTML = ""
    if (this.before?.isConnected) this.before.focus()
  }

  later() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), PAUSE)
  }

  async ask() {
    const asked = this.text.value.trim()
    const address = new URL(this.dataset.url, location)
    address.searchParams.set("q", asked)
    const answer = await fetch(address).catch(() => null)
    if (!answer?.ok || asked !== this.text.value.trim() || !this.dialog.open) return
    this.nav.stop()
    this.list.innerHTML = await answer.text()
    this.nav.start()
  }

  pressed(event) {
    if (event.key !== "Enter" || this.list.querySelector("[aria-selected=true], [data-combobox-option-default]")) return
    const address = new URL(this.dataset.page, location)
    address.searchParams.set("q", this.text.value.trim())
    location.assign(address)
  }

  go(option) {
    location.assign(option.dataset.go)
  }
}

customElements.define("v-palette", VPalette)
