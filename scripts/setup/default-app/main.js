// Starts the app named on Electron's command line: `electron [-r FILE]… FOLDER_OR_FILE [argument…]`.
// It awaits the app at top level, since Electron holds back `ready` only for that: the app can then still register
// privileged protocols.
import { app } from 'electron'
import { readFileSync, statSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const words = process.argv.slice(1)
const preloads = []
let target

for (let index = 0; index < words.length; index += 1) {
  const word = words[index]
  if (word === '-r' || word === '--require') {
    preloads.push(words[index + 1])
    index += 1
  } else if (!word.startsWith('-')) {
    target = resolve(word)
    break
  }
}

if (target === undefined) {
  process.stderr.write('Give the folder of an app: electron FOLDER\n')
  process.exit(1)
}
if (preloads.length > 0) Module._preloadModules(preloads)

const entry = statSync(target).isDirectory() ? entryOf(target) : target
if (entry.endsWith('.cjs')) createRequire(import.meta.url)(entry)
else await import(pathToFileURL(entry).href)

/** Takes over name, version and path from the app's package.json and returns its main file. */
function entryOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const name = manifest.productName ?? manifest.name
  if (name) {
    app.setName(name)
    app.setPath('userData', join(app.getPath('appData'), name))
  }
  if (manifest.version) app.setVersion(manifest.version)
  app.setDesktopName?.(manifest.desktopName ?? `${app.name}.desktop`)
  app.setAppPath(folder)
  const main = resolve(folder, manifest.main ?? 'index.js')
  return statSync(main).isDirectory() ? join(main, 'index.js') : main
}
