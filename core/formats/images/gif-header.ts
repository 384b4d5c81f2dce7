import { type ByteReader, EndOfBytes } from './byte-reader'
import type { HeaderOutcome } from './sniff-result'

export function isGif(reader: ByteReader): boolean {
  return /^GIF8[79]a$/.test(reader.text(0, 6))
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

/** Offset after a chain of data sub-blocks. */
function afterSubBlocks(reader: ByteReader, from: number): number {
  let at = from
  for (;;) {
    const length = reader.u8(at)
    at += 1 + length
    if (length === 0) return at
  }
}

/** True when a second image follows the first; a cut file counts as what is there. */
function hasSecondFrame(reader: ByteReader): boolean {
  let at = 13 + colourTableBytes(reader.u8(10))
  let frames = 0
  try {
    while (frames < 2) {
      const kind = reader.u8(at)
      if (kind === 0x21) at = afterSubBlocks(reader, at + 2)
      else if (kind === 0x2c) {
        frames++
        at = afterSubBlocks(reader, at + 11 + colourTableBytes(reader.u8(at + 9)))
      } else break
    }
  } catch (error) {
    if (!(error instanceof EndOfBytes)) throw error
  }
  return frames > 1
}

/** Header of a GIF file (GIF89a specification, sections 18 to 20): its canvas, first frame of an animated one. */
export function readGifHeader(bigEndian: ByteReader): HeaderOutcome {
  const reader = bigEndian.ordered('little')
  const stored = { width: reader.u16(6), height: reader.u16(8) }
  return {
    kind: 'image',
    header: { format: 'gif', stored, orientation: 1, notes: hasSecondFrame(reader) ? ['first-frame-only'] : [] },
    memory: 'buffered',
  }
}
