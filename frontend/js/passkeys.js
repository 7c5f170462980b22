// <form data-passkey="add | use | sign-in" data-options='{"publicKey": …}' data-failed="No passkey came.">
// The device makes or shows a passkey, the hidden field takes it, and the form goes off as any other.
// Without data-options they are fetched from where the form goes.
import { complain } from "./live.js"

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")

const keys = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }))

const ways = {
  add: ({ challenge, user, excludeCredentials, ...rest }) =>
    navigator.credentials.create({
      publicKey: {
        ...rest,
        challenge: bytes(challenge),
        user: { ...user, id: bytes(user.id) },
        excludeCredentials: keys(excludeCredentials),
      },
    }),
  use: ({ challenge, allowCredentials, ...rest }) =>
    navigator.credentials.get({
      publicKey: { ...rest, challenge: bytes(challenge), allowCredentials: keys(allowCredentials) },
    }),
}
ways["sign-in"] = ways.use

function written(key) {
  const response = {}
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (key.response[part]) response[part] = text(key.response[part])
  return JSON.stringify({
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
    response,
  })
}

async function asked(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options)
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return (await answer.json()).request_options
}

async function go(event) {
  event.preventDefault()
  const form = event.currentTarget
  try {
    const { publicKey } = await asked(form)
    form.elements.credential.value = written(await ways[form.dataset.passkey](publicKey))
  } catch {
    // Broken off, no device, too slow: to a person it is all one.
    return complain(form.dataset.failed)
  }
  form.submit()
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue
  form.hidden = false
  form.addEventListener("submit", go)
}
