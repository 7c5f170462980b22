// Bundles js/ and css/ into hashed files and writes manifest.json: { "base.css": "base-3F2A91BC.css", … }.
import * as esbuild from "esbuild"
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { brotliCompressSync, gzipSync } from "node:zlib"
import { writeGeo } from "./geo.mjs"

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const dist = path.resolve(here, "../veturi/foundation/design/static/veturi/dist")
const font = path.join(here, "node_modules/@fontsource-variable/hanken-grotesk/LICENSE")
// Papers are set by typst, which reads no variable fonts.
const printed = path.join(here, "node_modules/@expo-google-fonts/hanken-grotesk")

const { metafile, outputFiles } = await esbuild.build({
  absWorkingDir: here,
  entryPoints: ["js/base.js", "js/worker.js"],
  outdir: dist,
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  target: ["es2022", "chrome111", "firefox121", "safari16.4"],
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file" },
  legalComments: "linked",
  metafile: true,
  write: false,
})

await rm(dist, { recursive: true, force: true })
await mkdir(dist, { recursive: true })
for (const file of outputFiles) await writeFile(file.path, file.contents)

const manifest = {}
for (const file of Object.keys(metafile.outputs).map((output) => path.basename(output))) {
  const named = /^(.+)-[0-9A-Z]{8}(\.\w+)$/.exec(file)
  if (named && named[1] !== "chunk") manifest[named[1] + named[2]] = file
  if (/\.(js|css)$/.test(file)) await compress(path.join(dist, file))
}
await copyFile(font, path.join(dist, "hanken-grotesk-LICENSE.txt"))
await copyPrinted(path.join(dist, "papers"))
await writeGeo(path.join(here, "node_modules"), dist)
await writeFile(path.join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n")

async function copyPrinted(folder) {
  await mkdir(folder)
  for (const style of ["400Regular", "600SemiBold"]) {
    const name = `HankenGrotesk_${style}.ttf`
    await copyFile(path.join(printed, style, name), path.join(folder, name))
  }
  await copyFile(path.join(printed, "LICENSE_FONT"), path.join(folder, "LICENSE.txt"))
}

async function compress(file) {
  const content = await readFile(file)
  await writeFile(file + ".gz", gzipSync(content, { level: 9 }))
  await writeFile(file + ".br", brotliCompressSync(content))
}
