// The visits that a device took along (visits/store.js) belong to one person: they go when the person signs
// out, and what was shown goes when somebody else signs in. So it is behind the door of a link too. Nothing is
// loaded where nothing was taken along.
const MARK = location.pathname.startsWith("/door/") ? "veturi-door" : "veturi-visits"
const form = document.querySelector("form[data-leave]")
const here = document.querySelector(".shell[data-person]")
const taken = JSON.parse(localStorage.getItem(MARK) ?? "null")

async function leave(event) {
  if (!localStorage.getItem(MARK)) return
  event.preventDefault()
  const store = await import("./visits/store.js")
  const { send } = await import("./visits/outbox.js")
  const owner = here ? Number(here.dataset.person) : store.marked().person
  if ((await store.entries(owner)).length) await send(owner, form.dataset.token)
  if ((await store.entries(owner)).length && !confirm(form.dataset.leave)) return
  await store.forgetAll(owner)
  form.submit()
}

form?.addEventListener("submit", leave)
if (here && taken && taken.person !== Number(here.dataset.person))
  import("./visits/store.js").then(({ forgetShown }) => forgetShown())
