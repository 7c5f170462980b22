// <v-sign data-label data-clear>: a canvas to sign on; the hidden input holds the drawing as a PNG. Whoever
// draws nothing types the name in the field below.
class VSign extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input")
    this.canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 220 })
    this.canvas.setAttribute("role", "img")
    this.canvas.setAttribute("aria-label", this.dataset.label)
    this.clear = Object.assign(document.createElement("button"), { type: "button", className: "btn small quiet" })
    this.clear.textContent = this.dataset.clear
    const label = Object.assign(document.createElement("p"), { className: "hint", textContent: this.dataset.label })
    this.append(label, this.canvas, this.clear)
    this.clear.addEventListener("click", () => this.empty())
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event))
    this.canvas.addEventListener("pointermove", (event) => this.draw(event))
    for (const over of ["pointerup", "pointercancel"]) this.canvas.addEventListener(over, () => this.end())
    this.input.form.addEventListener("reset", () => this.empty())
    this.show()
  }

  // What was drawn before the form came back with something to mend.
  show() {
    if (!this.input.value) return
    const drawing = Object.assign(new Image(), { src: this.input.value })
    drawing.addEventListener("load", () => this.canvas.getContext("2d").drawImage(drawing, 0, 0))
  }

  at({ offsetX, offsetY }) {
    const scale = this.canvas.width / this.canvas.clientWidth
    return [offsetX * scale, offsetY * scale]
  }

  begin(event) {
    event.preventDefault()
    this.canvas.setPointerCapture(event.pointerId)
    this.pen = this.canvas.getContext("2d")
    Object.assign(this.pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#12211f" })
    this.pen.beginPath()
    this.pen.moveTo(...this.at(event))
  }

  draw(event) {
    if (!this.pen) return
    this.pen.lineTo(...this.at(event))
    this.pen.stroke()
  }

  end() {
    if (this.pen) this.input.value = this.canvas.toDataURL("image/png")
    this.pen = null
  }

  empty() {
    this.canvas.getContext("2d").clearRect(0, 0, this.canvas.width, this.canvas.height)
    this.input.value = ""
  }
}

customElements.define("v-sign", VSign)
