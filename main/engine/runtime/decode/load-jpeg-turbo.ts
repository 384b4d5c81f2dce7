import { createRequire } from 'node:module'
import type * as jpegTurboModule from '@julusian/jpeg-turbo'

export type JpegTurbo = typeof jpegTurboModule

export type LoadedJpegTurbo =
  | { readonly available: true; readonly jpegTurbo: JpegTurbo; readonly version: string }
  | { readonly available: false; readonly reason: string }

const requirePackage = createRequire(import.meta.url)

interface PackageFacts {
  readonly version: string
  /** The Node-API version its prebuilt binary asks for. */
  readonly nodeApi: number
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function readFacts(): PackageFacts {
  const manifest: unknown = requirePackage('@julusian/jpeg-turbo/package.json')
  const binary = isRecord(manifest) && isRecord(manifest['binary']) ? manifest['binary'] : {}
  const versions: unknown = binary['napi_versions']
  const nodeApi = Array.isArray(versions) ? Math.min(...versions.map(Number)) : 0
  return { version: isRecord(manifest) ? String(manifest['version']) : 'unknown', nodeApi }
}

/** Loading a binary that asks for a newer Node-API ends the process, so that is checked first. */
function tryLoad(): LoadedJpegTurbo {
  try {
    const { version, nodeApi } = readFacts()
    const offered = Number(process.versions['napi'] ?? 0)
    if (nodeApi > offered) {
      return { available: false, reason: `jpeg-turbo ${version} needs Node-API ${nodeApi}, this runtime has ${offered}.` }
    }
    return { available: true, jpegTurbo: requirePackage('@julusian/jpeg-turbo'), version }
  } catch (error) {
    return { available: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

let loaded: LoadedJpegTurbo | null = null

/** libjpeg-turbo where its prebuilt binary runs; elsewhere a reason, and libvips does its work more slowly. */
export function loadJpegTurbo(): LoadedJpegTurbo {
  loaded ??= tryLoad()
  return loaded
}
