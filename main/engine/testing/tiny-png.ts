import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { encodeGrayPng } from '#core/formats/images/png-encode'

/** A gray 8 x 8 picture of under 100 bytes; another seed gives other bytes. */
export function tinyPng(seed: number): Uint8Array {
  const pixels = new Uint8Array(64).map((_value, index) => (index < 4 ? seed >>> (8 * index) : 0))
  return encodeGrayPng(pixels, 8, 8, { deflate: (bytes) => deflateSync(bytes), crc32: (bytes) => crc32(bytes) })
}

/** Writes files below a folder, sub-folders made as needed. */
export function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}
