// data-carry="kind line": what is written already travels along when a choice opens the page anew.
export function carry(element, address) {
  const form = element.closest("form")
  for (const name of (element.dataset.carry ?? "").split(" ").filter(Boolean)) {
    const value = form && new FormData(form).get(name)
    if (value) address.searchParams.set(name, value)
  }
  return address
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-carry]")
  if (link) link.href = carry(link, new URL(link.href))
})
