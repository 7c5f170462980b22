// What of visits is kept on the device: the outbox in IndexedDB, the page in the cache, and a mark of
// whose they are. All of it goes at signing out; what was shown also when somebody else signs in.
// Behind the door of a link there is a store of its own.
export const HOURS = 72
const NAME = location.pathname.startsWith("/door/") ? "veturi-door" : "veturi-visits"
const MARK = NAME

let opening

function open() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "id" })
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => failed(asked.error)
  })
  return opening
}

async function within(mode, act) {
  const database = await open()
  return new Promise((done, failed) => {
    const transaction = database.transaction("outbox", mode, { durability: "strict" })
    const asked = act(transaction.objectStore("outbox"))
    transaction.oncomplete = () => done(asked.result)
    transaction.onerror = transaction.onabort = () => failed(transaction.error)
  })
}

export const put = (entry) => within("readwrite", (box) => box.put(entry))
export const remove = (id) => within("readwrite", (box) => box.delete(id))
export const expires = (entry) => new Date(entry.at + HOURS * 3_600_000)

export async function entries(owner) {
  const all = await within("readonly", (box) => box.getAll())
  return all.filter((entry) => entry.owner === owner).sort((one, other) => one.at - other.at)
}

export async function forgetOld(now = Date.now()) {
  for (const entry of await within("readonly", (box) => box.getAll()))
    if (expires(entry) < now) await remove(entry.id)
  if (marked() && marked().at + HOURS * 3_600_000 < now) await forgetShown()
}

export function marked() {
  return JSON.parse(localStorage.getItem(MARK) ?? "null")
}

export function mark(person) {
  localStorage.setItem(MARK, JSON.stringify({ person, at: Date.now() }))
}

export async function forgetShown() {
  localStorage.removeItem(MARK)
  await caches.delete(NAME)
}

export async function forgetAll(owner) {
  for (const entry of await entries(owner)) await remove(entry.id)
  await forgetShown()
}
