// One polite region tells what happened. What failed stays in sight until something goes through.
const region = document.getElementById("live")
const SHOWN = 6000
let timer

export const lost = region.dataset.lost

export function tell(text) {
  show(text)
  timer = setTimeout(show, SHOWN, "")
}

export function complain(text) {
  show(text)
  region.dataset.stays = ""
}

export function settle() {
  if ("stays" in region.dataset) show("")
}

function show(text) {
  clearTimeout(timer)
  delete region.dataset.stays
  if (region.textContent !== text) region.textContent = text
  region.className = text ? "toast" : "sr"
}
