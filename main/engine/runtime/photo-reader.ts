import { hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { maxFileBytes } from '#core/formats/images/limits'
import { sniffImage } from '#core/formats/images/sniff'
import { inflateWithin, readPhoto, type PhotoFile } from './decode/read-photo'
import type { PendingFile } from './predict-photo'

/** Longer than this for a file of its size, and the drive is worth reading ahead of. */
const patienceMs = 4
const patienceMsPerMegabyte = 1
const filesReadAhead = 32

/** Larger files get memory of their own. */
const keptBytes = 32 * 2 ** 20

/** Memory for one file after the other. */
class ReadBuffer {
  #bytes = new Uint8Array(2 ** 18)

  take(length: number): Uint8Array {
    if (length > keptBytes) return new Uint8Array(length)
    if (length > this.#bytes.length) this.#bytes = new Uint8Array(Math.min(keptBytes, length * 2))
    return this.#bytes.subarray(0, length)
  }
}

function readNow(path: string, buffer: ReadBuffer): PhotoFile | null {
  const file = openSync(path, 'r')
  try {
    const stats = fstatSync(file)
    if (!stats.isFile() || stats.size > maxFileBytes) return null
    const bytes = buffer.take(stats.size)
    for (let filled = 0; filled < bytes.length; ) {
      const read = readSync(file, bytes, filled, bytes.length - filled, filled)
      if (read === 0) return null
      filled += read
    }
    return {
      bytes,
      modifiedMs: Math.round(stats.mtimeMs),
      contentHash: hash('sha256', bytes, 'hex'),
      sniffed: sniffImage(bytes, bytes.length, { name: basename(path), inflate: inflateWithin }),
    }
  } finally {
    closeSync(file)
  }
}

async function readLater(path: string): PendingFile {
  try {
    return { file: await readPhoto(path) }
  } catch (error) {
    return { error }
  }
}

/**
 * Reads photos for one worker. From a fast drive or the system's cache a file is read at its turn, on this thread: four
 * system calls cost less than handing them to other threads. When that has to wait, the next files are read ahead while
 * the photo before is in work.
 */
export class PhotoReader {
  readonly #now: () => number
  readonly #buffer = new ReadBuffer()
  #aheadLeft = 0

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** To be called as soon as the photo is known; the returned function when its turn has come, and the photo before is done with. */
  announce(path: string): () => PendingFile {
    if (this.#aheadLeft === 0) return () => this.#readAtTurn(path)
    this.#aheadLeft -= 1
    const reading = readLater(path)
    return () => reading
  }

  async #readAtTurn(path: string): PendingFile {
    const startedAtMs = this.#now()
    try {
      const file = readNow(path, this.#buffer)
      if (file === null) return await readLater(path)
      if (this.#now() - startedAtMs > patienceMs + (patienceMsPerMegabyte * file.bytes.length) / 2 ** 20) this.#aheadLeft = filesReadAhead
      return { file }
    } catch {
      // The other way names what is wrong, and waits when the system is out of file handles.
      return readLater(path)
    }
  }
}
