import type { Orientation, PhotoNote } from '../../model/photo'
import { type ByteOrder, ByteReader, EndOfBytes } from './byte-reader'

export interface OrientationFound {
  readonly orientation: Orientation
  readonly notes: readonly PhotoNote[]
}

export const uprightAsStored: OrientationFound = { orientation: 1, notes: [] }
const damaged: OrientationFound = { orientation: 1, notes: ['exif-damaged'] }

const orientationTag = 0x0112
const shortType = 3
const longType = 4

/** Turns a stored orientation value into a usable one; anything outside 1..8 counts as upright, with a note. */
export function checkedOrientation(value: number): OrientationFound {
  switch (value) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
      return { orientation: value, notes: [] }
    default:
      return { orientation: 1, notes: ['orientation-invalid'] }
  }
}

function byteOrder(block: Uint8Array): ByteOrder | null {
  const mark = String.fromCharCode(...block.subarray(0, 2))
  if (mark === 'II') return 'little'
  return mark === 'MM' ? 'big' : null
}

/** Reads the orientation entry of the first directory of a TIFF structure. */
function firstDirectoryOrientation(reader: ByteReader): OrientationFound {
  if (reader.u16(2) !== 42) return damaged
  const directory = reader.u32(4)
  const count = reader.u16(directory)
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * 12
    if (reader.u16(entry) !== orientationTag) continue
    const type = reader.u16(entry + 2)
    if (type === shortType) return checkedOrientation(reader.u16(entry + 8))
    return type === longType ? checkedOrientation(reader.u32(entry + 8)) : damaged
  }
  return uprightAsStored
}

/**
 * Orientation in an EXIF block (Exif 2.32, 4.6.4 and 4.6.5), with or without its "Exif\0\0" lead.
 * A block that cannot be read counts as upright with the note `exif-damaged`.
 */
export function readExifOrientation(block: Uint8Array): OrientationFound {
  const lead = String.fromCharCode(...block.subarray(0, 4)) === 'Exif' ? 6 : 0
  const tiff = block.subarray(lead)
  const order = byteOrder(tiff)
  if (order === null) return damaged
  try {
    return firstDirectoryOrientation(new ByteReader(tiff, order))
  } catch (error) {
    if (error instanceof EndOfBytes) return damaged
    throw error
  }
}
