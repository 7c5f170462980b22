// <v-keys>: ? tells the keys, / searches, n logs. Whoever speaks to the machine or types by a switch
// can turn them off (WCAG 2.1.4); while something is typed they are letters.
const OFF = "veturi-keys-off"
const TYPED = "input, textarea, select, [contenteditable]"

class VKeys extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog")
    this.use = this.querySelector("input[type=checkbox]")
    this.use.checked = !localStorage.getItem(OFF)
    this.use.addEventListener("change", () => this.kept())
    this.querySelector("[data-close]").addEventListener("click", () => this.dialog.close())
    this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.dialog.close())
    document.addEventListener("keydown", (event) => this.pressed(event))
    for (const opener of document.querySelectorAll("[data-keys-open]")) {
      opener.hidden = false
      opener.addEventListener("click", () => this.dialog.showModal())
    }
  }

  kept() {
    if (this.use.checked) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, "1")
  }

  pressed(event) {
    if (!this.use.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.target.closest?.(TYPED) || document.querySelector("dialog[open]")) return
    const act = { "?": () => this.dialog.showModal(), "/": () => this.search(), n: () => this.log() }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  search() {
    document.querySelector("v-palette")?.open("")
  }

  log() {
    if (this.dataset.log) location.assign(this.dataset.log)
  }
}

customElements.define("v-keys", VKeys)
