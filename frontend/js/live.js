// One polite region tells what happened; what has gone wrong stays until the next attempt.
const region = document.getElementById("live")
let timer

export function tell(text, { stays = false } = {}) {
  clearTimeout(timer)
  region.textContent = text
  region.className = text ? "toast" : "sr"
  if (text && !stays) timer = setTimeout(tell, 6000, "")
}

export const lost = region?.dataset.lost
