import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { WritePlatform } from '#core/formats/labels/label-format'

/** zlib of Node for masks. */
export function inflate(deflated: Uint8Array, maxBytes: number): Uint8Array {
  return new Uint8Array(inflateSync(deflated, { maxOutputLength: maxBytes }))
}

export const writePlatform: WritePlatform = { deflate: (bytes) => new Uint8Array(deflateSync(bytes)), crc32: (bytes) => crc32(bytes) }
