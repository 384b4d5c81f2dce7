import { describe, expect, it } from 'vitest'
import { exampleCard } from '#core/testing/example-card'
import { normalisationTable, preparePhoto } from '#core/zoo/prepare-photo'

describe('preparePhoto', () => {
  const photo = { width: 4, height: 2, data: Uint8Array.from({ length: 24 }, (_, index) => [255, 0, 51][index % 3] ?? 0) }

  it('normalises by channel', () => {
    const table = normalisationTable({ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] })
    expect(table[255]).toBeCloseTo((1 - 0.485) / 0.229, 6)
    expect(table[256]).toBeCloseTo(-0.456 / 0.224, 6)
    expect(table[512 + 51]).toBeCloseTo((0.2 - 0.406) / 0.225, 6)
  })

  it('fills three planes', () => {
    const { tensor } = preparePhoto(exampleCard({}), photo)
    expect(tensor.dims).toEqual([1, 3, 4, 4])
    expect([...tensor.data]).toEqual([...Array(16).fill(1), ...Array(16).fill(-1), ...Array(16).fill(Math.fround(-0.6))])
  })

  it('leaves the mean colour beside a padded photo, also in a used tensor', () => {
    const used = new Float32Array(48).fill(9)
    const { tensor } = preparePhoto(exampleCard({ fit: { kind: 'pad' } }), photo, { into: used })
    expect(tensor.data).toBe(used)
    expect([...tensor.data.subarray(0, 16)]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('does not write into a tensor of another length', () => {
    const used = new Float32Array(47).fill(9)
    expect(preparePhoto(exampleCard({}), photo, { into: used }).tensor.data).toHaveLength(48)
    expect(used.every((value) => value === 9)).toBe(true)
  })

  it.each([[1, 1], [1, 5000], [5000, 1]])('gives finite numbers for %i x %i', (width, height) => {
    const strip = { width, height, data: new Uint8Array(width * height * 3).fill(128) }
    for (const fit of [{ kind: 'stretch' }, { kind: 'pad' }, { kind: 'center-crop', shorterSide: 5 }] as const) {
      expect(preparePhoto(exampleCard({ fit }), strip).tensor.data.every(Number.isFinite)).toBe(true)
    }
  })
})
