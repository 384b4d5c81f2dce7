import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { Utf8Text } from './utf8-text'

/** One file as UTF-8 text. */
export async function readText(tree: InputTree, path: string): Promise<string> {
  const parts: string[] = []
  for await (const piece of textPieces(tree, path)) parts.push(piece)
  return parts.join('')
}

/** One file as UTF-8 text, piece by piece. */
export async function* textPieces(tree: InputTree, path: string): AsyncGenerator<string> {
  const decoder = new Utf8Text()
  for await (const chunk of tree.chunks(path)) yield decoder.push(chunk)
  yield decoder.end()
}

/** The lines of a text, whatever ends them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}
