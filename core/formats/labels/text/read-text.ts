import type { InputTree } from '#core/formats/labels/tree/input-tree'
import { Utf8Text } from './utf8-text'

/** One file as UTF-8 text. */
export async function readText(tree: InputTree, path: string): Promise<string> {
  const decoder = new Utf8Text()
  const parts: string[] = []
  for await (const chunk of tree.chunks(path)) parts.push(decoder.push(chunk))
  parts.push(decoder.end())
  return parts.join('')
}

/** The lines of a text, whatever ends them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}
