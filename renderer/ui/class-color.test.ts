import { describe, expect, it } from 'vitest'
import { classColors } from '#core/model/class-colors'
import { classColor, contrast, inkOn, luminance } from './class-color'

type Matrix = readonly (readonly [number, number, number])[]

/** Machado, Oliveira and Fernandes 2009, table for severity 1.0, on linear RGB. */
const visions: Readonly<Record<string, Matrix>> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}

function linear(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16)
  const part = (shift: number) => (((value >> shift) & 255) / 255) ** 2.2
  return [part(16), part(8), part(0)]
}

/** OKLab of linear RGB (Ottosson 2020). */
function oklab([r, g, b]: readonly [number, number, number]): [number, number, number] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function seen(color: string, matrix: Matrix): [number, number, number] {
  const rgb = linear(color)
  return oklab(matrix.map((row) => Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))) as [number, number, number])
}

describe('class colours', () => {
  it.each(Object.keys(visions))('any two differ with %s vision', (vision) => {
    const colors = classColors.map((color) => seen(color, visions[vision] ?? []))
    const distances = colors.flatMap((a, index) => colors.slice(index + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])))
    expect(Math.min(...distances)).toBeGreaterThan(0.08)
  })

  it('carries readable ink', () => {
    for (const color of classColors) expect(contrast(color, inkOn(color))).toBeGreaterThanOrEqual(4.5)
  })

  it('depends on the name alone, not on its case', () => {
    expect(classColor('traffic light')).toBe(classColor('Traffic Light'))
    expect(classColors).toContain(classColor(''))
  })

  it('tells everyday things apart', () => {
    const names = ['person', 'chair', 'car', 'dining table', 'bottle', 'cup', 'dog', 'cat', 'bicycle', 'bird']
    expect(new Set(names.map(classColor)).size).toBe(10)
  })

  it('spreads the twenty classes of Pascal VOC over all colours', () => {
    const names =
      'aeroplane bicycle bird boat bottle bus car cat chair cow diningtable dog horse motorbike person pottedplant sheep sofa train tvmonitor'.split(' ')
    expect(new Set(names.map(classColor)).size).toBe(10)
  })
})

it('contrast and luminance follow WCAG', () => {
  expect(luminance('#ffffff')).toBeCloseTo(1)
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  // WebAIM's checker gives 4.54 for #767676 on white.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})
