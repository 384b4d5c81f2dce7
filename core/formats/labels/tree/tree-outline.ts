import type { JsonOutline } from '#core/formats/labels/text/json-outline'
import { outlineJson } from '#core/formats/labels/text/json-outline'
import { utf8Text } from '#core/formats/labels/text/utf8-text'
import type { InputTree } from './input-tree'
import { readHead } from './input-tree'
import { looksLikePhoto } from './paths'

/** What the first bytes of one file tell. */
export type FileOutline =
  | { readonly kind: 'json'; readonly json: JsonOutline }
  | { readonly kind: 'xml'; readonly root: string; readonly head: string }
  | { readonly kind: 'text'; readonly head: string; readonly isWhole: boolean }
  /** A PNG with its color type and bits per sample (W3C PNG, third edition, section 11.2.1). */
  | { readonly kind: 'png'; readonly colorType: number; readonly bitDepth: number }
  | { readonly kind: 'photo' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other' }

/** Every file of a tree by path: what formats are told by. */
export type TreeOutline = ReadonlyMap<string, FileOutline>

const headBytes = 1 << 15

/** Looks at the head of every file once. Throws what the tree throws when a file cannot be read. */
export async function outlineTree(tree: InputTree): Promise<TreeOutline> {
  const outlines = new Map<string, FileOutline>()
  for (const path of tree.paths) outlines.set(path, await outlineFile(tree, path))
  return outlines
}

async function outlineFile(tree: InputTree, path: string): Promise<FileOutline> {
  const isPng = path.toLowerCase().endsWith('.png')
  if (looksLikePhoto(path) && !isPng) return { kind: 'photo' }
  const head = await readHead(tree, path, isPng ? 64 : headBytes)
  return head.length === 0 ? { kind: 'empty' } : outlineHead(head, head.length < headBytes)
}

function outlineHead(head: Uint8Array, isWhole: boolean): FileOutline {
  if (head[0] === 0x89 && head[1] === 0x50 && head[2] === 0x4e && head.length > 25) {
    return { kind: 'png', colorType: head[25] ?? 0, bitDepth: head[24] ?? 0 }
  }
  if (head.subarray(0, 1024).includes(0)) return { kind: 'other' }
  const text = utf8Text(head)
  const start = text.trimStart()
  if (start.startsWith('{') || start.startsWith('[')) {
    const json = outlineJson(head)
    if (json !== null) return { kind: 'json', json }
  }
  if (start.startsWith('<')) {
    const root = /<([A-Za-z_][\w.:-]*)/.exec(start.replace(/<!--[\s\S]*?-->/g, '').replace(/<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/i, ''))
    if (root !== null) return { kind: 'xml', root: root[1] ?? '', head: text }
  }
  return { kind: 'text', head: text, isWhole }
}

/** Paths of the files an outline of this kind was made of and a test holds for. */
export function filesWhere<Kind extends FileOutline['kind']>(
  outline: TreeOutline,
  kind: Kind,
  test: (file: Extract<FileOutline, { kind: Kind }>, path: string) => boolean,
): string[] {
  const found: string[] = []
  for (const [path, file] of outline) if (isKind(file, kind) && test(file, path)) found.push(path)
  return found
}

function isKind<Kind extends FileOutline['kind']>(file: FileOutline, kind: Kind): file is Extract<FileOutline, { kind: Kind }> {
  return file.kind === kind
}
