import { createRequire } from 'node:module'
import type libheifFactory from 'libheif-js/libheif-wasm/libheif'

export type Libheif = Awaited<ReturnType<typeof libheifFactory>>

const requirePackage = createRequire(import.meta.url)

let loaded: Libheif | null = null

/** libheif with its HEVC decoder as WebAssembly, compiled on first use (about 50 ms). */
export function loadLibheif(): Libheif {
  const library: Libheif = loaded ?? requirePackage('libheif-js/wasm-bundle')
  loaded = library
  return library
}
