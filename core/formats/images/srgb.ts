import type { MatrixProfile, ToneCurve, Triple } from './icc-profile'

/** Light 0..1 of a coded sRGB sample 0..1 (IEC 61966-2-1). */
export const srgbToLight: ToneCurve = (coded) => (coded <= 0.04045 ? coded / 12.92 : ((coded + 0.055) / 1.055) ** 2.4)

/** Coded sRGB sample 0..1 of light 0..1 (IEC 61966-2-1). */
export function lightToSrgb(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055
}

/** sRGB primaries, adapted to D50 by the Bradford method, as in the IEC's profile. */
const srgbColorants: readonly [Triple, Triple, Triple] = [
  [0.4361, 0.2225, 0.0139],
  [0.3851, 0.7169, 0.0971],
  [0.1431, 0.0606, 0.7141],
]

/** XYZ (D50) to linear sRGB: the inverse of those primaries. */
export const xyzToSrgb: readonly [Triple, Triple, Triple] = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
]

/** Display P3 (SMPTE EG 432-1 primaries, D65 adapted to D50, sRGB tone curve). */
export const displayP3: MatrixProfile = {
  colorants: [
    [0.51512, 0.2412, -0.00105],
    [0.29198, 0.69225, 0.04189],
    [0.1571, 0.06657, 0.78407],
  ],
  curves: [srgbToLight, srgbToLight, srgbToLight],
}

const colorantTolerance = 0.003
/** Two points of the curve: at 0.1 a plain gamma of 2.2 differs from sRGB by 0.0037, at 0.5 one of 1.8 by 0.07. */
const curveChecks = [
  { coded: 0.1, tolerance: 0.0015 },
  { coded: 0.5, tolerance: 0.006 },
]

/** True when converting from this profile to sRGB would change no 8-bit sample by more than about two. */
export function isSrgbProfile(profile: MatrixProfile): boolean {
  const sameColorants = profile.colorants.every((colorant, channel) =>
    colorant.every((value, axis) => Math.abs(value - (srgbColorants[channel]?.[axis] ?? 0)) <= colorantTolerance),
  )
  const sameCurves = profile.curves.every((curve) =>
    curveChecks.every(({ coded, tolerance }) => Math.abs(curve(coded) - srgbToLight(coded)) <= tolerance),
  )
  return sameColorants && sameCurves
}
