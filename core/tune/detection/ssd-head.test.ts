import { describe, expect, it } from 'vitest'
import { seededRandom } from '#core/random/seeded-random'
import { SsdHead, type AnchorTargets } from './ssd-head'
import { ssdLayout } from './ssd-layout'

const random = seededRandom(7)
const draw = (length: number): Float32Array => Float32Array.from({ length }, () => random() * 2 - 1)

function headOf(boxColumns: number): SsdHead {
  const layout = ssdLayout({ maps: [{ channels: 3, shapes: 2, cells: 4 }, { channels: 2, shapes: 1, cells: 1 }], columns: 2, boxColumns })
  return new SsdHead({ layout, columns: 2, boxColumns, base: draw(layout.at(-1)?.end ?? 0), columnWeights: [1, 2.5], keptClasses: [], keptColumns: 0, parentBoxes: [], anchors: new Float32Array(9 * 4) })
}

const features = [draw(12), draw(2), draw(12), draw(2)]
// Two objects and seven others, of which six are the hardest.
const target: AnchorTargets = {
  objects: [{ anchor: 3, column: 1, encoding: [0.1, 3, -0.2, -4] }, { anchor: 8, column: 0, encoding: [0.3, -0.1, 0, 0.2] }],
  matches: Int16Array.of(-1, -1, -1, 0, -2, -1, -1, -1, 1),
}

describe('SsdHead', () => {
  it('has the slope that differences of its loss have', () => {
    const head = headOf(4)
    const sample = { features, target, weight: 1.5 }
    const gradient = new Float32Array(head.parameters.length)
    head.lossAndGradient([sample], gradient)
    const step = 1e-2
    for (let at = 0; at < gradient.length; at++) {
      const lossAt = (value: number): number => {
        head.parameters[at] = value
        return head.lossAndGradient([sample], new Float32Array(gradient.length))
      }
      const slope = (lossAt(step) - lossAt(-step)) / (2 * step)
      head.parameters[at] = 0
      expect(Math.abs(gradient[at]! - slope)).toBeLessThan(2e-3)
    }
  })

  it('counts three times as many background anchors as objects, and boxes not where they stay', () => {
    const head = headOf(0)
    head.options.base.fill(0)
    // All logits 0: ln 2 for each of two columns. One object of weight 1 and its three others: 4 * 2 ln 2.
    const one: AnchorTargets = { objects: target.objects.slice(1), matches: Int16Array.of(-1, -1, -1, -1, -1, -1, -1, -1, 0) }
    expect(head.lossAndGradient([{ features, target: one, weight: 1 }], new Float32Array(head.parameters.length))).toBeCloseTo(8 * Math.LN2, 5)
  })

  it('gives anchors cell by cell, shape by shape', () => {
    const head = headOf(4)
    head.options.base.fill(0)
    const { classBiases } = head.options.layout[0]!
    // shape 1, column 0 of the first map
    head.parameters[classBiases + 2] = 100
    const { scores } = head.forward(features)
    expect(scores?.dims).toEqual([1, 9, 2])
    expect([...(scores?.data ?? [])].flatMap((score, at) => (score > 0.9 ? [at] : []))).toEqual([2, 6, 10, 14])
  })
})
