import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSharp } from '../../main/engine/runtime/decode/load-sharp'

export interface PhotoKind {
  readonly name: string
  readonly longSidePx: number
  /** Larger than any model's input, so that decoders can leave things out. */
  readonly isLarge: boolean
  /** Share of noise that makes enlarged photos as heavy as a camera's. */
  readonly noiseSigma: number
}

export const photoKinds: readonly PhotoKind[] = [
  { name: '500 px', longSidePx: 500, isLarge: false, noiseSigma: 0 },
  { name: '12 MP', longSidePx: 4000, isLarge: true, noiseSigma: 6 },
]

const differentPictures = 20

async function picture(path: string, kind: PhotoKind): Promise<Uint8Array> {
  const scaled = loadSharp().sharp(path, { failOn: 'none' }).rotate().resize(kind.longSidePx, Math.round((kind.longSidePx * 3) / 4), { fit: 'cover' }).toColourspace('srgb')
  const { data, info } = await scaled.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const channels = info.channels === 1 ? 1 : 3
  let seed = 1
  if (kind.noiseSigma > 0) {
    for (let index = 0; index < data.length; index++) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      data[index] = Math.min(255, Math.max(0, (data[index] ?? 0) + (seed / 2 ** 32 - 0.5) * 2 * kind.noiseSigma))
    }
  }
  return loadSharp().sharp(data, { raw: { width: info.width, height: info.height, channels } }).jpeg({ quality: 90 }).toBuffer()
}

/**
 * A folder with `count` JPEGs of one size made from the JPEGs of `source`, every file with other bytes. Made once and kept
 * below `cache`.
 */
export async function photoSet(source: string, cache: string, kind: PhotoKind, count: number): Promise<string> {
  const sources = readdirSync(source).filter((name) => /\.jpe?g$/iu.test(name)).sort().slice(0, differentPictures)
  const made = { name: kind.name, longSidePx: kind.longSidePx, noiseSigma: kind.noiseSigma }
  const identity = createHash('sha256').update(JSON.stringify([made, count, source, sources])).digest('hex').slice(0, 12)
  const folder = join(cache, `photos-${identity}`)
  if (existsSync(folder)) return folder
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const pictures: Uint8Array[] = []
  for (const name of sources) pictures.push(await picture(join(source, name), kind))
  for (let index = 0; index < count; index++) {
    const bytes = pictures[index % pictures.length] ?? new Uint8Array()
    // Bytes behind the end of a JPEG change its hash and nothing else.
    writeFileSync(join(partial, `${String(index).padStart(4, '0')}.jpg`), Buffer.concat([bytes, Buffer.from(String(index))]))
  }
  renameSync(partial, folder)
  return folder
}

/** Brings the files into the system's file cache, for every program alike. */
export function warmFiles(folder: string): number {
  return readdirSync(folder).reduce((bytes, name) => bytes + readFileSync(join(folder, name)).length, 0)
}
