import type { RowRuns } from '#core/geometry/mask-runs'
import { emptyRuns, pushRun } from '#core/geometry/mask-runs'
import type { SizePx } from '#core/model/photo'
import type { PackedMask } from '#core/model/prediction'

/*
 * Packed masks: a format byte, then one instruction per row or group of rows. An instruction is a varint whose
 * low two bits say what follows and whose other bits are a count. Outlines move little from row to row, so most
 * rows cost one byte per outline they cross.
 */
const formatByte = 1
/** The row above, `count` times more. */
const repeatRow = 0
/** `count` runs: class byte and varint length each; the last run's length is what is left of the row. */
const newRow = 1
/** Classes of the row above; each end but the last moves by a zigzag varint. */
const movedRow = 2

/** Packs a mask row by row, so that it never has to exist pixel by pixel. */
export class MaskWriter {
  private bytes = new Uint8Array(4096)
  private length = 0
  private readonly previous: RowRuns
  private repeats = 0
  private rows = 0

  constructor(private readonly size: SizePx) {
    this.previous = emptyRuns(size.width)
    this.bytes[this.length++] = formatByte
  }

  /** Adds the next row. Throws RangeError when the runs do not end at the width or the mask is full. */
  addRow(runs: RowRuns): void {
    if (runs.ends[runs.count - 1] !== this.size.width) throw new RangeError(`mask row ${this.rows} does not fill ${this.size.width} pixels`)
    if (this.rows === this.size.height) throw new RangeError(`mask has only ${this.size.height} rows`)
    const above = this.previous
    this.rows++
    if (!sameClasses(runs, above)) {
      this.flushRepeats()
      this.writeNewRow(runs)
    } else if (sameEnds(runs, above)) {
      this.repeats++
      return
    } else {
      this.flushRepeats()
      this.writeVarint(movedRow)
      for (let run = 0; run < runs.count - 1; run++) {
        const move = (runs.ends[run] ?? 0) - (above.ends[run] ?? 0)
        this.writeVarint((move << 1) ^ (move >> 31))
      }
    }
    above.count = runs.count
    for (let run = 0; run < runs.count; run++) {
      above.classes[run] = runs.classes[run] ?? 0
      above.ends[run] = runs.ends[run] ?? 0
    }
  }

  /** The packed mask. Throws RangeError when rows are missing. */
  finish(): PackedMask {
    if (this.rows !== this.size.height) throw new RangeError(`mask has ${this.rows} of ${this.size.height} rows`)
    this.flushRepeats()
    return { width: this.size.width, height: this.size.height, bytes: this.bytes.slice(0, this.length) }
  }

  private flushRepeats(): void {
    if (this.repeats > 0) this.writeVarint((this.repeats << 2) | repeatRow)
    this.repeats = 0
  }

  private writeNewRow(runs: RowRuns): void {
    this.writeVarint((runs.count << 2) | newRow)
    let start = 0
    for (let run = 0; run < runs.count; run++) {
      const end = runs.ends[run] ?? 0
      this.writeByte(runs.classes[run] ?? 0)
      if (run < runs.count - 1) this.writeVarint(end - start)
      start = end
    }
  }

  private writeByte(value: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes[this.length++] = value
  }

  private writeVarint(value: number): void {
    let rest = value >>> 0
    while (rest > 127) {
      this.writeByte((rest & 127) | 128)
      rest >>>= 7
    }
    this.writeByte(rest)
  }
}

/** Packs class indices, one byte per pixel, rows top to bottom. */
export function packMask(classes: Uint8Array, size: SizePx): PackedMask {
  const writer = new MaskWriter(size)
  const runs = emptyRuns(size.width)
  for (let y = 0; y < size.height; y++) {
    const start = y * size.width
    runs.count = 0
    let x = 0
    while (x < size.width) {
      const value = classes[start + x] ?? 0
      let end = x + 1
      while (end < size.width && classes[start + end] === value) end++
      pushRun(runs, value, end)
      x = end
    }
    writer.addRow(runs)
  }
  return writer.finish()
}

/** `rows` equal rows of a mask from row `y` on. */
export interface MaskRows {
  readonly runs: RowRuns
  readonly y: number
  readonly rows: number
}

/**
 * The rows of a packed mask from the top, in groups of equal rows. The runs are reused for the next group.
 * Throws RangeError naming the byte when the mask is damaged.
 */
export function* maskRows(mask: PackedMask): Generator<MaskRows, void, undefined> {
  const reader = new MaskReader(mask)
  const runs = emptyRuns(mask.width)
  let y = 0
  while (y < mask.height) {
    const instruction = reader.varint()
    const count = instruction >>> 2
    let rows = 1
    switch (instruction & 3) {
      case newRow:
        reader.newRow(runs, count)
        break
      case movedRow:
        reader.movedRow(runs)
        break
      case repeatRow:
        rows = count
        break
      default:
        reader.fail()
    }
    if (rows === 0 || runs.count === 0 || y + rows > mask.height) reader.fail()
    yield { runs, y, rows }
    y += rows
  }
  reader.end()
}

/** Calls `visit` for every group of equal rows, from the top; see maskRows. */
export function readMaskRows(mask: PackedMask, visit: (runs: RowRuns, y: number, rows: number) => void): void {
  for (const { runs, y, rows } of maskRows(mask)) visit(runs, y, rows)
}

/** Class index of every pixel, rows top to bottom; `into` is used when it is given. */
export function unpackMask(mask: PackedMask, into = new Uint8Array(mask.width * mask.height)): Uint8Array {
  readMaskRows(mask, (runs, y, rows) => {
    const from = y * mask.width
    let start = from
    for (let run = 0; run < runs.count; run++) {
      const end = from + (runs.ends[run] ?? 0)
      into.fill(runs.classes[run] ?? 0, start, end)
      start = end
    }
    for (let row = 1; row < rows; row++) into.copyWithin(from + row * mask.width, from, from + mask.width)
  })
  return into
}

class MaskReader {
  private at = 0

  constructor(private readonly mask: PackedMask) {
    if (mask.height > 0 && this.byte() !== formatByte) throw new RangeError(`unknown mask format ${mask.bytes[0] ?? 'none'}`)
  }

  byte(): number {
    const value = this.mask.bytes[this.at]
    if (value === undefined) return this.fail()
    this.at++
    return value
  }

  varint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte()
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
    }
    return this.fail()
  }

  newRow(runs: RowRuns, count: number): void {
    if (count === 0 || count > this.mask.width) this.fail()
    let start = 0
    for (let run = 0; run < count; run++) {
      runs.classes[run] = this.byte()
      start = run < count - 1 ? this.within(start, start + this.varint()) : this.mask.width
      runs.ends[run] = start
    }
    runs.count = count
  }

  movedRow(runs: RowRuns): void {
    let start = 0
    for (let run = 0; run < runs.count - 1; run++) {
      const coded = this.varint()
      start = this.within(start, (runs.ends[run] ?? 0) + ((coded >>> 1) ^ -(coded & 1)))
      runs.ends[run] = start
    }
  }

  end(): void {
    if (this.mask.height > 0 && this.at !== this.mask.bytes.length) this.fail()
  }

  fail(): never {
    throw new RangeError(`packed mask is damaged at byte ${this.at}`)
  }

  private within(start: number, end: number): number {
    return end > start && end < this.mask.width ? end : this.fail()
  }
}

function sameClasses(a: RowRuns, b: RowRuns): boolean {
  if (a.count !== b.count) return false
  for (let run = 0; run < a.count; run++) if (a.classes[run] !== b.classes[run]) return false
  return true
}

function sameEnds(a: RowRuns, b: RowRuns): boolean {
  for (let run = 0; run < a.count; run++) if (a.ends[run] !== b.ends[run]) return false
  return true
}
