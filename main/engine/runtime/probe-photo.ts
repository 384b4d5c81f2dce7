import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { sniffImage, type SniffResult } from '#core/formats/images/sniff'
import { uprightSize } from '#core/model/photo'
import { mapFileError } from '../map-file-error'
import { asRefusal } from './as-refusal'
import { withFileSlot } from './decode/file-slots'
import { inflateWithin } from './decode/read-photo'
import type { ProbeOutcome } from './photo-pool'

/** Most headers lie in here; most small photos lie in here as a whole. */
const firstBytes = 256 * 1024
const chunkBytes = 1024 * 1024

export const endsInHeader = 'The picture is truncated: the file ends within its header.'

async function readFrom(file: FileHandle, into: Uint8Array, position: number): Promise<number> {
  let filled = 0
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}

async function sniffHead(file: FileHandle, first: Uint8Array, fileBytes: number, name: string): Promise<SniffResult> {
  let head = first
  for (;;) {
    const sniffed = sniffImage(head, fileBytes, { name, inflate: inflateWithin })
    if (sniffed.kind !== 'incomplete' || head.length >= fileBytes) return sniffed
    const longer = new Uint8Array(Math.min(fileBytes, Math.max(sniffed.neededBytes, head.length * 2)))
    head = longer.subarray(0, await readFrom(file, longer, 0))
    if (head.length < longer.length) return sniffImage(head, head.length, { name, inflate: inflateWithin })
  }
}

/** The hash of a file of any size, holding a piece of it at a time. */
async function hashFile(file: FileHandle, first: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(first)
  const chunk = new Uint8Array(first.length < firstBytes ? 0 : chunkBytes)
  for (let position = first.length; chunk.length > 0; ) {
    const read = await readFrom(file, chunk, position)
    hash.update(chunk.subarray(0, read))
    position += read
    if (read < chunk.length) break
  }
  return hash.digest('hex')
}

async function probeOpen(file: FileHandle, path: string): Promise<ProbeOutcome> {
  const { size } = await file.stat()
  const buffer = new Uint8Array(firstBytes)
  const first = buffer.subarray(0, await readFrom(file, buffer, 0))
  const sniffed = await sniffHead(file, first, size, basename(path))
  const contentHash = await hashFile(file, first)
  if (sniffed.kind === 'refused') return { kind: 'refused', code: sniffed.code, reason: sniffed.reason, contentHash }
  if (sniffed.kind === 'incomplete') {
    return { kind: 'refused', code: 'image-damaged', reason: endsInHeader, contentHash }
  }
  const { header } = sniffed
  return { kind: 'photo', contentHash, header, upright: uprightSize(header.stored, header.orientation) }
}

/** Tells who a file is (SHA-256 of its bytes) and what it is, without decoding a pixel. Never throws for a bad file. */
export async function probePhoto(path: string): Promise<ProbeOutcome> {
  try {
    return await withFileSlot(async () => {
      const file = await open(path, 'r')
      try {
        return await probeOpen(file, path)
      } finally {
        await file.close()
      }
    })
  } catch (error) {
    return { ...asRefusal(mapFileError(error, basename(path), 'cannot-read')), contentHash: null }
  }
}
