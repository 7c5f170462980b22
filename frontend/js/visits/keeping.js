// The service worker keeps the page and what it is drawn with, for when there is no network.
export async function keepThisPage(worker, scope) {
  if (!navigator.serviceWorker) return
  const first = !navigator.serviceWorker.controller
  await navigator.serviceWorker.register(worker, { scope }).catch(() => null)
  if (!(await navigator.serviceWorker.getRegistration(scope))) return
  const { active } = await navigator.serviceWorker.ready
  const files = performance.getEntriesByType("resource").map(({ name }) => name)
  const keep = files.filter((name) => new URL(name).pathname.startsWith("/static/"))
  await answered(active, { keep: first ? [location.href, ...keep] : keep })
}

const answered = (worker, message) =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = done
    worker.postMessage(message, [port2])
  })
