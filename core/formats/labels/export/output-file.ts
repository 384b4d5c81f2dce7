import type { OutputFile } from '#core/formats/labels/label-format'
import { utf8Bytes } from '#core/formats/labels/text/utf8-bytes'

export function textFile(path: string, text: string): OutputFile {
  return { path, content: 'bytes', pieces: () => [utf8Bytes(text)] }
}

export function bytesFile(path: string, bytes: Uint8Array): OutputFile {
  return { path, content: 'bytes', pieces: () => [bytes] }
}

const pieceLength = 1 << 16

/** A text made while it is written; parts of any length are put together to larger pieces. */
export function partsFile(path: string, parts: () => Iterable<string>): OutputFile {
  return { path, content: 'bytes', pieces: () => inPieces(parts()) }
}

function* inPieces(parts: Iterable<string>): Iterable<Uint8Array> {
  let waiting: string[] = []
  let length = 0
  for (const part of parts) {
    waiting.push(part)
    length += part.length
    if (length < pieceLength) continue
    yield utf8Bytes(waiting.join(''))
    waiting = []
    length = 0
  }
  if (length > 0) yield utf8Bytes(waiting.join(''))
}

export function photoFile(path: string, photo: string): OutputFile {
  return { path, content: 'photo', photo }
}
