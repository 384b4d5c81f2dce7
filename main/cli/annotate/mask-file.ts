import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { encodeGrayPng } from '#core/formats/images/png-encode'
import { unpackMask } from '#core/geometry/mask-codec'
import type { PackedMask } from '#core/model/prediction'

const platform = { deflate: (bytes: Uint8Array) => deflateSync(bytes, { level: 6 }), crc32: (bytes: Uint8Array) => crc32(bytes) }

/** Name of a photo's mask inside the masks folder; the photo's extension is kept so that twins stay apart. */
export function maskName(file: string, modelId: string, models: number): string {
  return models > 1 ? `${file}.${modelId}.png` : `${file}.png`
}

/** Writes the class index of every pixel as an 8-bit gray PNG of the photo's size; whole or not at all. */
export function writeMask(folder: string, name: string, mask: PackedMask): void {
  const path = join(folder, ...name.split('/'))
  mkdirSync(dirname(path), { recursive: true })
  const partial = `${path}.part`
  writeFileSync(partial, encodeGrayPng(unpackMask(mask), mask.width, mask.height, platform))
  renameSync(partial, path)
}
