import { describe, expect, it } from 'vitest'
import { packMask } from '#core/geometry/mask-codec'
import { seededRandom } from '#core/random/seeded-random'
import { classesOfNodes } from './classes-of-nodes'
import { drawNodes } from './draw-nodes'
import { judgeMask, maskMetric } from './judge-mask'
import { MaskHead } from './mask-head'
import { backgroundPixel, paintLabels, voidPixel } from './paint-labels'

const random = seededRandom(3)
const draw = (length: number): Float32Array => Float32Array.from({ length }, () => random() * 2 - 1)

describe('MaskHead', () => {
  const head = new MaskHead({
    channels: 3,
    rows: 2,
    columns: 2,
    kept: { weights: draw(6), biases: draw(2) },
    base: draw(8),
    columnsOfValue: new Map([[backgroundPixel, [0, 1]], [0, [2]], [1, [3]]]),
    weightOfValue: new Map([[1, 2]]),
  })
  const features = [draw(12)]
  const target = { nodes: Uint16Array.of(0, 2, 3), values: Uint8Array.of(backgroundPixel, 0, 1), weights: Float32Array.of(0.5, 0.25, 0.25) }

  it('has the slope that differences of its loss have', () => {
    const gradient = new Float32Array(head.parameters.length)
    head.lossAndGradient([{ features, target, weight: 1 }], gradient)
    for (let at = 0; at < gradient.length; at++) {
      const lossAt = (value: number): number => {
        head.parameters[at] = value
        return head.lossAndGradient([{ features, target, weight: 1 }], new Float32Array(gradient.length))
      }
      const slope = (lossAt(1e-2) - lossAt(-1e-2)) / 2e-2
      head.parameters[at] = 0
      expect(Math.abs(gradient[at]! - slope)).toBeLessThan(1e-3)
    }
  })

  it('counts what may be several classes by their sum', () => {
    const even = new MaskHead({ ...head.options, kept: { weights: new Float32Array(6), biases: new Float32Array(2) }, base: new Float32Array(8) })
    // Four equal logits: ln 2 for two of them, ln 4 for one, twice for the class of weight 2.
    const loss = even.lossAndGradient([{ features, target, weight: 1 }], new Float32Array(8))
    expect(loss).toBeCloseTo(0.5 * Math.LN2 + 0.25 * 2 * Math.LN2 + 0.25 * 2 * 2 * Math.LN2, 5)
  })
})

describe('targets of masks', () => {
  const photo = { width: 4, height: 2 }
  const mask = (values: readonly number[]) => ({ kind: 'mask' as const, mask: packMask(Uint8Array.from(values), photo) })
  const labels = [
    { classIndex: 0, geometry: mask([1, 1, 0, 0, 1, 1, 0, 0]), attributes: {} },
    { classIndex: 1, geometry: mask([0, 0, 0, 1, 0, 0, 0, 0]), attributes: { difficult: true } },
  ]
  const painted = [0, 0, backgroundPixel, voidPixel, 0, 0, backgroundPixel, backgroundPixel]

  it('are painted', () => {
    expect([...paintLabels(labels, photo)]).toEqual(painted)
  })

  it('are read under the nodes of a mirrored view, void outside of it', () => {
    const view = { photo, window: { x: 0, y: 0, width: 4, height: 2 }, mirror: 'horizontal' as const }
    const plan = { scaled: { width: 4, height: 2 }, window: { x: 0, y: 0, width: 4, height: 2 } }
    const classes = classesOfNodes(Uint8Array.from(painted), view, plan, { width: 4, height: 4 }, { rows: 4, columns: 4 })
    expect([...classes.subarray(0, 8)]).toEqual([voidPixel, backgroundPixel, 0, 0, backgroundPixel, backgroundPixel, 0, 0])
    expect(classes.subarray(8).every((value) => value === voidPixel)).toBe(true)
  })

  it('are drawn equally often, weighted by the root of what they stand for', () => {
    const { values, weights } = drawNodes(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, voidPixel), voidPixel, 4, seededRandom(1))
    expect([...values]).toEqual([0, 0, 1, 1])
    // Two of eight weigh 2 each, two of two 1 each: of 6.
    for (const [at, weight] of [1 / 3, 1 / 3, 1 / 6, 1 / 6].entries()) expect(weights[at]).toBeCloseTo(weight, 6)
  })

  it('are judged by pixels that count', () => {
    const answer = { task: 'segmentation' as const, mask: packMask(Uint8Array.of(1, 1, 0, 1, 1, 0, 0, 0), photo), areas: [] }
    const judgement = judgeMask(answer, labels, photo, [null, 0], ['cat', 'dog'])
    expect(judgement.correctness).toBeCloseTo(6 / 7, 6)
    // cat 3 of 4, background 3 of 4; dog does not occur
    expect(maskMetric([judgement])).toBeCloseTo(0.75, 6)
  })
})
