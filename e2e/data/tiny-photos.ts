import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + body.length)
  bytes.writeUInt32BE(body.length)
  bytes.write(type, 4, 'latin1')
  bytes.set(body, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length)
  return bytes
}

const filesAtOnce = 200

/** A gray PNG of 8 x 8 pixels; another number gives other pixels. */
function tinyPng(number: number): Uint8Array {
  const rows = new Uint8Array(8 * 9)
  for (let byte = 0; byte < 4; byte++) rows[1 + byte] = number >>> (8 * byte)
  const header = Uint8Array.of(0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array(0))])
}

/** Writes different tiny photos `trip-A/photo-N.png` into sub-folders of equal size. */
export async function writeTinyPhotos(folder: string, count: number, subfolders: number): Promise<void> {
  for (let subfolder = 0; subfolder < subfolders; subfolder++) {
    const path = join(folder, `trip-${subfolder}`)
    await mkdir(path, { recursive: true })
    const numbers = Array.from({ length: count / subfolders }, (_value, index) => subfolder + index * subfolders)
    // The system lets a program have only so many files open at once.
    for (let start = 0; start < numbers.length; start += filesAtOnce) {
      await Promise.all(numbers.slice(start, start + filesAtOnce).map((number) => writeFile(join(path, `photo-${number}.png`), tinyPng(number))))
    }
  }
}
