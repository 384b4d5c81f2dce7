import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32 as zlibCrc32, inflateRawSync } from 'node:zlib'

/**
 * One entry of a zip file's central directory.
 * @typedef {object} ZipEntry
 * @property {string} name path inside the zip with forward slashes; a folder's ends in one
 * @property {number} method 0 stored, 8 deflate
 * @property {number} crc32
 * @property {number} compressedBytes
 * @property {number} bytes
 * @property {number} headerOffset
 * @property {number} unixMode 0 when the zip was not made on a Unix
 */

const endSignature = 0x06054b50
const centralSignature = 0x02014b50
const localSignature = 0x04034b50
const endBytes = 22
const longestCommentBytes = 0xffff

/** Zip files by the PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16: stored and deflated, up to 4 GiB, one disk. */
export class ZipReader {
  /** @type {number} */
  #file
  /** @type {readonly ZipEntry[]} */
  entries

  /** @param {string} path throws an Error that names the fault when it is no readable zip */
  constructor(path) {
    this.#file = openSync(path, 'r')
    try {
      this.entries = this.#directory()
    } catch (error) {
      this.close()
      throw error
    }
  }

  /**
   * The content of one entry, checked against its length and CRC-32.
   * @param {ZipEntry} entry
   * @returns {Buffer}
   */
  read(entry) {
    const header = this.#bytesAt(entry.headerOffset, 30)
    if (header.readUInt32LE(0) !== localSignature) throw new Error(`zip entry ${entry.name} has no local header`)
    const dataOffset = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
    const packed = this.#bytesAt(dataOffset, entry.compressedBytes)
    const content = unpack(entry, packed)
    if (content.length !== entry.bytes || zlibCrc32(content) !== entry.crc32) {
      throw new Error(`zip entry ${entry.name} is damaged`)
    }
    return content
  }

  close() {
    closeSync(this.#file)
  }

  /** @returns {ZipEntry[]} */
  #directory() {
    const fileBytes = fstatSync(this.#file).size
    const tailBytes = Math.min(fileBytes, endBytes + longestCommentBytes)
    const tail = this.#bytesAt(fileBytes - tailBytes, tailBytes)
    let at = tail.length - endBytes
    while (at >= 0 && !isDirectoryEnd(tail, at)) at -= 1
    if (at < 0) throw new Error('not a zip file, or its end is missing')
    const count = tail.readUInt16LE(at + 10)
    const directory = this.#bytesAt(tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12))

    /** @type {ZipEntry[]} */
    const entries = []
    let offset = 0
    for (let index = 0; index < count; index += 1) {
      if (directory.readUInt32LE(offset) !== centralSignature) throw new Error('the zip directory is damaged')
      const nameBytes = directory.readUInt16LE(offset + 28)
      const nameStart = offset + 46
      const madeOnUnix = directory.readUInt8(offset + 5) === 3
      entries.push({
        name: directory.toString('utf8', nameStart, nameStart + nameBytes),
        method: directory.readUInt16LE(offset + 10),
        crc32: directory.readUInt32LE(offset + 16),
        compressedBytes: directory.readUInt32LE(offset + 20),
        bytes: directory.readUInt32LE(offset + 24),
        headerOffset: directory.readUInt32LE(offset + 42),
        unixMode: madeOnUnix ? directory.readUInt16LE(offset + 40) : 0,
      })
      offset = nameStart + nameBytes + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32)
    }
    return entries
  }

  /**
   * @param {number} offset
   * @param {number} length
   */
  #bytesAt(offset, length) {
    const bytes = Buffer.alloc(length)
    let filled = 0
    while (filled < length) {
      const read = readSync(this.#file, bytes, filled, length - filled, offset + filled)
      if (read === 0) throw new Error('the zip file is cut off')
      filled += read
    }
    return bytes
  }
}

/**
 * A signature whose comment reaches just to the end of the file: a comment could contain the signature as well.
 * @param {Buffer} tail
 * @param {number} at
 */
function isDirectoryEnd(tail, at) {
  return tail.readUInt32LE(at) === endSignature && at + endBytes + tail.readUInt16LE(at + 20) === tail.length
}

/**
 * @param {ZipEntry} entry
 * @param {Buffer} packed
 */
function unpack(entry, packed) {
  if (entry.method === 0) return packed
  if (entry.method === 8) return inflateRawSync(packed)
  throw new Error(`zip entry ${entry.name} uses the unsupported method ${entry.method}`)
}
