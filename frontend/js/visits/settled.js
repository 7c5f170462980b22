// <v-settled data-entry>: what a device kept was settled on the page of correction; it waits no more.
import { remove } from "./store.js"

class VSettled extends HTMLElement {
  async connectedCallback() {
    await remove(this.dataset.entry)
    history.replaceState(null, "", location.pathname)
  }
}

customElements.define("v-settled", VSettled)
