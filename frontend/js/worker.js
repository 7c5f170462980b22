// The service worker of the visits' pages: keeps the field page and what it is drawn with, and answers with
// them when there is no network. It imports nothing: it is one file, at an address of its own.
// Behind the door of a link it keeps the page on which a workplace writes.
const FIELD = new URL("field/", registration.scope).pathname
const NAME = FIELD.startsWith("/door/") ? "veturi-door" : "veturi-visits"
const HOURS = 72
const PATIENCE = 6_000
const KEPT_AT = "x-kept-at"

addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(clients.claim()))
addEventListener("message", (event) => event.waitUntil(takeAlong(event)))
addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET" || origin !== location.origin) return
  if (pathname === FIELD && request.mode === "navigate") event.respondWith(page(event))
  else if (pathname.startsWith("/static/")) event.respondWith(fixed(request))
})

async function takeAlong({ data, ports }) {
  const cache = await caches.open(NAME)
  for (const address of data.keep) {
    const { pathname } = new URL(address)
    if (pathname !== FIELD && (await cache.match(address))) continue
    const answer = await fetch(address).catch(() => null)
    if (answer) await keep(pathname === FIELD ? FIELD : address, answer)
  }
  await forgetFormer(cache, data.keep)
  ports[0]?.postMessage("kept")
}

// Files of a former version, of which the page of today needs none.
async function forgetFormer(cache, needed) {
  for (const { url } of await cache.keys())
    if (new URL(url).pathname !== FIELD && !needed.includes(url)) await cache.delete(url)
}

async function keep(address, answer) {
  if (!answer.ok || answer.redirected || answer.type !== "basic") return
  const headers = new Headers(answer.headers)
  headers.set(KEPT_AT, Date.now())
  const cache = await caches.open(NAME)
  await cache.put(address, new Response(await answer.blob(), { headers }))
}

async function page(event) {
  const asking = fetch(event.request)
  const late = new Promise((done) => setTimeout(done, PATIENCE))
  const answer = await Promise.race([asking.catch(() => null), late])
  if (answer) {
    // What opens no more is shown no more.
    event.waitUntil(answer.status === 404 ? caches.delete(NAME) : keep(FIELD, answer.clone()))
    return answer
  }
  return (await kept()) ?? asking
}

async function kept() {
  const cache = await caches.open(NAME)
  const answer = await cache.match(FIELD)
  if (!answer) return null
  if (Date.now() - Number(answer.headers.get(KEPT_AT)) < HOURS * 3_600_000) return answer
  await caches.delete(NAME)
  return null
}

async function fixed(request) {
  return (await caches.match(request)) ?? fetch(request)
}
