import Module, { createRequire } from 'node:module'
import type sharpConstructor from 'sharp'

export type Sharp = typeof sharpConstructor

/** Which build of libvips decodes: the plain native one, the one rebuilt for Electron on Linux, or WebAssembly. */
export type SharpBuild = 'native' | 'electron-linux' | 'wasm'

export interface LoadedSharp {
  readonly sharp: Sharp
  readonly build: SharpBuild
  /** Why a faster build was passed over; null when the first choice loaded. */
  readonly fallbackReason: string | null
}

const requirePackage = createRequire(import.meta.url)
const nativeLinuxPackage = /^@img\/sharp-linux(musl)?-/

type ResolveFilename = (request: string, ...rest: unknown[]) => string

interface ModuleInternals {
  _resolveFilename: ResolveFilename
}

function isModuleInternals(value: unknown): value is ModuleInternals {
  return typeof value === 'function' && '_resolveFilename' in value && typeof value._resolveFilename === 'function'
}

class HiddenModule extends Error {
  readonly code = 'MODULE_NOT_FOUND'
}

/** Loads sharp while its native Linux builds look absent, which makes its loader take the WebAssembly one. */
function requireWasmSharp(): Sharp {
  const internals: unknown = Module
  if (!isModuleInternals(internals)) throw new Error('This version of Node resolves modules in an unknown way.')
  const original = internals._resolveFilename
  internals._resolveFilename = function (this: unknown, request, ...rest) {
    if (nativeLinuxPackage.test(request)) throw new HiddenModule(`${request} is passed over in Electron`)
    return original.call(this, request, ...rest)
  }
  try {
    return requirePackage('sharp')
  } finally {
    internals._resolveFilename = original
  }
}

/**
 * Electron's Linux binary brings its own GLib, with which sharp's native build crashes or leaks;
 * a rebuild with renamed symbols works, and WebAssembly works wherever that one does not load.
 */
function requireForElectronOnLinux(): LoadedSharp {
  try {
    return { sharp: requirePackage('@janhapke/sharp-electron'), build: 'electron-linux', fallbackReason: null }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { sharp: requireWasmSharp(), build: 'wasm', fallbackReason: reason.split('\n')[0] ?? reason }
  }
}

function requireSharp(): LoadedSharp {
  const isElectronOnLinux = process.platform === 'linux' && process.versions['electron'] !== undefined
  if (isElectronOnLinux) return requireForElectronOnLinux()
  const sharp: Sharp = requirePackage('sharp')
  const isWasm = 'emscripten' in sharp.versions
  return { sharp, build: isWasm ? 'wasm' : 'native', fallbackReason: isWasm ? 'No native build for this system is installed.' : null }
}

let loaded: LoadedSharp | null = null

/**
 * The one way to sharp. Each worker decodes one photo at a time, so libvips gets one thread,
 * and it keeps no cache, since every photo is decoded once.
 */
export function loadSharp(): LoadedSharp {
  if (loaded === null) {
    loaded = requireSharp()
    loaded.sharp.concurrency(1)
    loaded.sharp.cache(false)
  }
  return loaded
}
