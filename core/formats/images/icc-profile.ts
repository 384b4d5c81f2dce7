import { ByteReader, EndOfBytes } from './byte-reader'

/** Turns a coded sample 0..1 into light 0..1. */
export type ToneCurve = (coded: number) => number
export type Triple = readonly [number, number, number]

/** A display profile in matrix form: colorants as XYZ relative to D50, one tone curve per channel. */
export interface MatrixProfile {
  readonly colorants: readonly [Triple, Triple, Triple]
  readonly curves: readonly [ToneCurve, ToneCurve, ToneCurve]
}

const tagTableOffset = 128

function findTag(reader: ByteReader, signature: string): number | null {
  const count = reader.u32(tagTableOffset)
  for (let index = 0; index < count; index++) {
    const entry = tagTableOffset + 4 + index * 12
    if (reader.text(entry, 4) === signature) return reader.u32(entry + 4)
  }
  return null
}

function fixed16(reader: ByteReader, offset: number): number {
  return reader.i32(offset) / 65536
}

function readXyz(reader: ByteReader, at: number): Triple {
  return [fixed16(reader, at + 8), fixed16(reader, at + 12), fixed16(reader, at + 16)]
}

function sampledCurve(reader: ByteReader, at: number): ToneCurve {
  const count = reader.u32(at + 8)
  if (count === 0) return (coded) => coded
  if (count === 1) {
    const gamma = reader.u16(at + 12) / 256
    return (coded) => coded ** gamma
  }
  const samples = Float64Array.from({ length: count }, (_, index) => reader.u16(at + 12 + index * 2) / 65535)
  return (coded) => {
    const position = coded * (count - 1)
    const low = Math.min(Math.floor(position), count - 2)
    const below = samples[low] ?? 0
    return below + ((samples[low + 1] ?? 0) - below) * (position - low)
  }
}

/** ICC.1:2022, 10.18, function types 0 to 4. */
function parametricCurve(reader: ByteReader, at: number): ToneCurve | null {
  const parameterCount = [1, 3, 4, 5, 7][reader.u16(at + 8)]
  if (parameterCount === undefined) return null
  const values = Array.from({ length: parameterCount }, (_, index) => fixed16(reader, at + 12 + index * 4))
  const [g = 1, a = 1, b = 0] = values
  switch (parameterCount) {
    case 1:
      return (coded) => coded ** g
    case 3:
      return (coded) => (coded >= -b / a ? (a * coded + b) ** g : 0)
    case 4: {
      const c = values[3] ?? 0
      return (coded) => (coded >= -b / a ? (a * coded + b) ** g + c : c)
    }
    default: {
      const [, , , c = 0, d = 0, e = 0, f = 0] = values
      return (coded) => (coded >= d ? (a * coded + b) ** g + e : c * coded + f)
    }
  }
}

function readCurve(reader: ByteReader, signature: string): ToneCurve | null {
  const at = findTag(reader, signature)
  if (at === null) return null
  switch (reader.text(at, 4)) {
    case 'curv':
      return sampledCurve(reader, at)
    case 'para':
      return parametricCurve(reader, at)
    default:
      return null
  }
}

interface Channel {
  readonly colorant: Triple
  readonly curve: ToneCurve
}

function readChannel(reader: ByteReader, letter: 'r' | 'g' | 'b'): Channel | null {
  const at = findTag(reader, `${letter}XYZ`)
  const curve = readCurve(reader, `${letter}TRC`)
  return at === null || curve === null ? null : { colorant: readXyz(reader, at), curve }
}

function readMatrix(reader: ByteReader): MatrixProfile | null {
  if (reader.text(16, 4) !== 'RGB ' || findTag(reader, 'A2B0') !== null) return null
  const red = readChannel(reader, 'r')
  const green = readChannel(reader, 'g')
  const blue = readChannel(reader, 'b')
  if (red === null || green === null || blue === null) return null
  return {
    colorants: [red.colorant, green.colorant, blue.colorant],
    curves: [red.curve, green.curve, blue.curve],
  }
}

/** Reads an RGB profile of the matrix form (ICC.1:2022, 8.3.3); null for any other or damaged profile. */
export function readMatrixProfile(profile: Uint8Array): MatrixProfile | null {
  try {
    return readMatrix(new ByteReader(profile))
  } catch (error) {
    if (error instanceof EndOfBytes) return null
    throw error
  }
}
