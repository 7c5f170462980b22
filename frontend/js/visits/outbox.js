// Sends what waits, one after another, each until the server has said that it is stored. A second sending
// of the same does no harm: the number of a visit is made here, once.
import { entries, put, remove } from "./store.js"

const JSON_ONLY = { Accept: "application/json" }

export const send = (owner, address) =>
  navigator.locks.request("veturi-visits", () => sendAll(owner, address))

async function sendAll(owner, address) {
  const waiting = (await entries(owner)).filter((entry) => entry.state === "waiting")
  if (!waiting.length) return "empty"
  const here = await whoIsHere(address)
  if (!here.token) return here.state
  if (here.person !== owner) return "other"
  for (const entry of waiting) {
    const state = await sendOne(entry, here.token)
    if (state) return state
  }
  return "sent"
}

export async function whoIsHere(address) {
  const answer = await fetch(address, { redirect: "manual", cache: "no-store" }).catch(() => null)
  if (!answer) return { state: "offline" }
  const isOut = answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404
  if (isOut) return { state: "signedOut" }
  return answer.ok ? answer.json() : { state: "trouble" }
}

async function sendOne(entry, token) {
  const body = new FormData()
  for (const [name, value] of entry.fields) body.append(name, value)
  const headers = { ...JSON_ONLY, "X-CSRFToken": token }
  const options = { method: "POST", body, headers, redirect: "manual" }
  const answer = await fetch(entry.action, options).catch(() => null)
  if (!answer) return "offline"
  const said = await answer.json().catch(() => ({}))
  if (said.state === "stored") await remove(entry.id)
  else if (said.state === "differs" || said.state === "refused") await put({ ...entry, ...said })
  else return "trouble"
}
