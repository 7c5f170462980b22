// <details class="menu"> works alone; with this it also closes by Esc and by a press beside it.
const open = () => document.querySelectorAll("details.menu[open]")

document.addEventListener("click", ({ target }) => {
  for (const menu of open()) if (!menu.contains(target)) menu.open = false
})
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape") return
  for (const menu of open()) {
    menu.open = false
    if (menu.contains(target)) menu.querySelector("summary").focus()
  }
})
