import type { ByteReader } from './byte-reader'

export interface HeifBox {
  readonly type: string
  readonly body: number
  readonly end: number
}

/** What the `meta` box says about the pictures in the file. */
export interface HeifItems {
  readonly primaryId: number
  readonly itemTypes: ReadonlyMap<number, string>
  /** Property boxes of an item in the order of association. */
  readonly propertiesOf: (itemId: number) => readonly HeifBox[]
}

/**
 * Boxes between two offsets (ISO/IEC 14496-12, 4.2). The walk ends after the last of `until`, if given,
 * so that picture data need not be at hand; a box that claims to end past `end` is cut there.
 */
export function heifBoxes(reader: ByteReader, start: number, end: number, until: readonly string[] = []): HeifBox[] {
  const boxes: HeifBox[] = []
  let at = start
  while (at + 8 <= end) {
    const size = reader.u32(at)
    const type = reader.text(at + 4, 4)
    const body = size === 1 ? at + 16 : at + 8
    const next = size === 0 ? end : at + (size === 1 ? reader.u64(at + 8) : size)
    if (next < body) break
    const box = { type, body, end: Math.min(next, end) }
    if (until.length === 0) boxes.push(box)
    if (until.includes(type)) return [box]
    at = next
  }
  return boxes
}

const fullBoxBytes = 4

function readPrimaryId(reader: ByteReader, box: HeifBox): number {
  const version = reader.u8(box.body)
  return version === 0 ? reader.u16(box.body + fullBoxBytes) : reader.u32(box.body + fullBoxBytes)
}

function readItemTypes(reader: ByteReader, box: HeifBox): Map<number, string> {
  const types = new Map<number, string>()
  const first = box.body + fullBoxBytes + (reader.u8(box.body) === 0 ? 2 : 4)
  for (const entry of heifBoxes(reader, first, box.end)) {
    const version = reader.u8(entry.body)
    const id = entry.body + fullBoxBytes
    if (version === 2) types.set(reader.u16(id), reader.text(id + 4, 4))
    if (version === 3) types.set(reader.u32(id), reader.text(id + 6, 4))
  }
  return types
}

/** One-based indexes into the property container, per item (ISO/IEC 23008-12, 9.3). */
function readAssociations(reader: ByteReader, box: HeifBox): Map<number, number[]> {
  const idBytes = reader.u8(box.body) === 0 ? 2 : 4
  const indexBytes = (reader.u8(box.body + 3) & 1) === 0 ? 1 : 2
  const indexMask = indexBytes === 1 ? 0x7f : 0x7fff
  const associations = new Map<number, number[]>()
  const count = reader.u32(box.body + fullBoxBytes)
  let at = box.body + fullBoxBytes + 4
  for (let entry = 0; entry < count && at < box.end; entry++) {
    const id = idBytes === 2 ? reader.u16(at) : reader.u32(at)
    const total = reader.u8(at + idBytes)
    const first = at + idBytes + 1
    const indexes = Array.from({ length: total }, (_, index) => {
      const offset = first + index * indexBytes
      return (indexBytes === 1 ? reader.u8(offset) : reader.u16(offset)) & indexMask
    })
    associations.set(id, indexes)
    at = first + total * indexBytes
  }
  return associations
}

/** Reads the item list, the primary item and the item properties. Missing boxes leave their part empty. */
export function readHeifItems(reader: ByteReader, meta: HeifBox): HeifItems {
  const children = heifBoxes(reader, meta.body + fullBoxBytes, meta.end)
  const child = (type: string) => children.find((box) => box.type === type)
  const [primary, list, properties] = [child('pitm'), child('iinf'), child('iprp')]
  const propertyBoxes = properties === undefined ? [] : heifBoxes(reader, properties.body, properties.end)
  const container = propertyBoxes.find((box) => box.type === 'ipco')
  const definitions = container === undefined ? [] : heifBoxes(reader, container.body, container.end)
  const associations = new Map(
    propertyBoxes.filter((box) => box.type === 'ipma').flatMap((box) => [...readAssociations(reader, box)]),
  )
  return {
    primaryId: primary === undefined ? 0 : readPrimaryId(reader, primary),
    itemTypes: list === undefined ? new Map() : readItemTypes(reader, list),
    propertiesOf: (itemId) =>
      (associations.get(itemId) ?? []).flatMap((index) => {
        const box = definitions[index - 1]
        return box === undefined ? [] : [box]
      }),
  }
}
