import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { encodeGrayPng } from '#core/formats/images/png-encode'
import { unpackMask } from '#core/geometry/mask-codec'
import type { PackedMask } from '#core/model/prediction'
import { mapFileError } from '../../engine/map-file-error'

const platform = { deflate: (bytes: Uint8Array) => deflateSync(bytes, { level: 6 }), crc32: (bytes: Uint8Array) => crc32(bytes) }

/** Longest file name of the usual file systems, in bytes. */
const longestNameBytes = 255
const partialEnd = '.part'

/** The name with an end added; one that would become too long is cut and told apart by a hash of the whole. */
function nameWithEnd(name: string, end: string): string {
  const room = longestNameBytes - Buffer.byteLength(end + partialEnd)
  if (Buffer.byteLength(name) <= room) return name + end
  const mark = `~${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
  let kept = ''
  for (const character of name) {
    if (Buffer.byteLength(kept + character + mark) > room) break
    kept += character
  }
  return kept + mark + end
}

/**
 * Name of a photo's mask inside the masks folder; the photo's extension is kept so that twins stay apart. Only a name too
 * long for a file is shortened.
 */
export function maskName(file: string, modelId: string, models: number): string {
  const nameAt = file.lastIndexOf('/') + 1
  return file.slice(0, nameAt) + nameWithEnd(file.slice(nameAt), models > 1 ? `.${modelId}.png` : '.png')
}

/** Writes the class index of every pixel as an 8-bit gray PNG of the photo's size; whole or not at all. Throws cannot-write or disk-full. */
export function writeMask(folder: string, name: string, mask: PackedMask): void {
  const path = join(folder, ...name.split('/'))
  const partial = path + partialEnd
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(partial, encodeGrayPng(unpackMask(mask), mask.width, mask.height, platform))
    renameSync(partial, path)
  } catch (error) {
    throw mapFileError(error, path, 'cannot-write')
  }
}
