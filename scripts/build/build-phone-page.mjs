import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readText, removeTree, writeWhole } from '../setup/small-files.mjs'
import { sourceState } from './source-state.mjs'

/** Parts of ONNX Runtime Web that the page loads while it runs: plain and threaded WebAssembly, and the smallest one with WebGPU. */
const runtimeFiles = ['ort-wasm-simd-threaded', 'ort-wasm-simd-threaded.jspi'].flatMap((name) => [`${name}.mjs`, `${name}.wasm`])

const inputs = ['core', 'renderer/phone-page', 'renderer/canvas', 'renderer/ui', 'package-lock.json', 'scripts/build/build-phone-page.mjs']

/**
 * Builds the page for the browsers of phones into out/phone-page, unless it was built from the very same files. Files that are large
 * lie there packed, as they are sent.
 * @param {import('../setup/locations.mjs').Locations} places
 * @returns {Promise<void>}
 */
export async function buildPhonePage(places) {
  const folder = join(places.output, 'phone-page')
  const stamp = join(places.output, 'phone-page-built-from')
  const state = sourceState(places.project, inputs)
  if (readText(stamp) === state && existsSync(join(folder, 'index.html'))) return
  // Put into its place when it is whole: the earlier one may be shown right now.
  const partial = `${folder}-${process.pid}`
  // Loaded late: this module is imported before the packages need be installed.
  const { build } = await import('vite')
  await build({
    root: join(places.project, 'renderer', 'phone-page'),
    configFile: false,
    logLevel: 'warn',
    // Takes the builds of ONNX Runtime Web that do not carry the WebAssembly in themselves.
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'production'] },
    build: {
      outDir: partial,
      emptyOutDir: true,
      // Chrome 123 and Safari 17.5 have everything that the styles use.
      target: ['chrome123', 'safari17'],
      minify: true,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  })
  const runtime = join(partial, 'runtime')
  mkdirSync(runtime, { recursive: true })
  for (const name of runtimeFiles) {
    const bytes = readFileSync(join(places.modules, 'onnxruntime-web', 'dist', name))
    writeFileSync(join(runtime, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  }
  removeTree(folder)
  renameSync(partial, folder)
  writeWhole(stamp, state)
}
