import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BundleManifest } from '#core/bundle/manifest'

/** A file that may be asked for. */
export interface PageFile {
  readonly path: string
  readonly type: string
  /** How it is packed on the disk. */
  readonly encoding: 'gzip' | null
  /** The name under which it is kept; null for what is shown. */
  readonly saveAs: string | null
}

/** By the path of the address. What is not in here does not exist: no address is ever made into a path. */
export type PageFiles = ReadonlyMap<string, PageFile>

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  jpg: 'image/jpeg',
  zip: 'application/zip',
}

/** A file under its address. */
export function pageFile(path: string, saveAs: string | null = null): PageFile {
  const encoding = path.endsWith('.gz') ? 'gzip' : null
  const name = encoding === null ? path : path.slice(0, -'.gz'.length)
  return { path, type: types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream', encoding, saveAs }
}

/** The built page: index.html as /, files packed with gzip under their names without .gz. */
export async function builtPageFiles(folder: string): Promise<[string, PageFile][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => {
    const path = join(entry.parentPath, entry.name)
    const address = `/${path.slice(folder.length + 1).replaceAll('\\', '/').replace(/\.gz$/u, '')}`
    return [address === '/index.html' ? '/' : address, pageFile(path)]
  })
}

/** Of a bundle in a folder what the page needs: the model and the golden photos. */
export function bundleFiles(folder: string, manifest: BundleManifest, base: string): [string, PageFile][] {
  const golden = manifest.golden.flatMap(({ photo, input, outputs }) => [photo, input.path, ...Object.values(outputs).map(({ path }) => path)])
  return [...manifest.files.map(({ path }) => path), ...golden].map((path) => [`${base}/${path}`, pageFile(join(folder, ...path.split('/')))])
}
