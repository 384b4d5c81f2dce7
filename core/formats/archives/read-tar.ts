import { decodeUtf8 } from '#core/onnx/protobuf/utf8'

const BLOCK_BYTES = 512

/** Regular files of an uncompressed tar archive by path (POSIX ustar; long names through its prefix field). */
export function readTar(archive: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let offset = 0
  while (offset + BLOCK_BYTES <= archive.length && archive[offset] !== 0) {
    const header = archive.subarray(offset, offset + BLOCK_BYTES)
    const size = Number.parseInt(textAt(header, 124, 12), 8)
    const prefix = textAt(header, 345, 155)
    const path = prefix === '' ? textAt(header, 0, 100) : `${prefix}/${textAt(header, 0, 100)}`
    const kind = textAt(header, 156, 1)
    const start = offset + BLOCK_BYTES
    if (start + size > archive.length) throw new RangeError(`The archive ends inside ${path}.`)
    if (kind === '0' || kind === '') files.set(path, archive.subarray(start, start + size))
    offset = start + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES
  }
  return files
}

function textAt(header: Uint8Array, offset: number, length: number): string {
  const field = header.subarray(offset, offset + length)
  const end = field.indexOf(0)
  return decodeUtf8(end === -1 ? field : field.subarray(0, end)).trim()
}
