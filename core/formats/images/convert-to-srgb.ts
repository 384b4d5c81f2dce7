import type { MatrixProfile } from './icc-profile'
import { lightToSrgb, xyzToSrgb } from './srgb'

/** Fine enough that neighbouring entries differ by at most one level, but for the darkest two levels' rounding. */
const lightSteps = 16384

function encodeTable(): Uint8Array {
  return Uint8Array.from({ length: lightSteps + 1 }, (_, index) => Math.round(lightToSrgb(index / lightSteps) * 255))
}

function decodeTables(profile: MatrixProfile): Float32Array[] {
  return profile.curves.map((curve) => Float32Array.from({ length: 256 }, (_, coded) => curve(coded / 255)))
}

/** Nine weights from linear profile RGB to linear sRGB, row by row. */
function linearMatrix(profile: MatrixProfile): Float32Array {
  const weights = xyzToSrgb.flatMap((row) =>
    profile.colorants.map((colorant) => row.reduce((sum, weight, axis) => sum + weight * (colorant[axis] ?? 0), 0)),
  )
  return Float32Array.from(weights)
}

function tableIndex(light: number): number {
  if (!(light > 0)) return 0
  return light >= 1 ? lightSteps : Math.round(light * lightSteps)
}

/**
 * Converts RGB pixels in place from a matrix profile to sRGB, relative colorimetric;
 * colours outside sRGB are clipped.
 *
 * @param rgb interleaved 8-bit samples of the profile's colour space
 */
export function convertToSrgb(rgb: Uint8Array, profile: MatrixProfile): void {
  const encode = encodeTable()
  const [reds, greens, blues] = decodeTables(profile)
  if (reds === undefined || greens === undefined || blues === undefined) return
  const [rr = 0, rg = 0, rb = 0, gr = 0, gg = 0, gb = 0, br = 0, bg = 0, bb = 0] = linearMatrix(profile)
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const r = reds[rgb[at] ?? 0] ?? 0
    const g = greens[rgb[at + 1] ?? 0] ?? 0
    const b = blues[rgb[at + 2] ?? 0] ?? 0
    rgb[at] = encode[tableIndex(rr * r + rg * g + rb * b)] ?? 0
    rgb[at + 1] = encode[tableIndex(gr * r + gg * g + gb * b)] ?? 0
    rgb[at + 2] = encode[tableIndex(br * r + bg * g + bb * b)] ?? 0
  }
}
