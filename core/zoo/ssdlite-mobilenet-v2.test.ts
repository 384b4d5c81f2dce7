import { describe, expect, it } from 'vitest'
import { exampleCard } from '#core/testing/example-card'
import { ssdliteMobilenetV2 } from '#core/zoo/ssdlite-mobilenet-v2'

/** An anchor that lies exactly on the box, so that encodings of zero give the box. */
const centerForm = ([top = 0, left = 0, bottom = 0, right = 0]: number[]): number[] => [
  (top + bottom) / 2,
  (left + right) / 2,
  bottom - top,
  right - left,
]

describe('SSDLite answers', () => {
  // ids 1 and 3; column 1 (id 2) is a gap in the label list
  const card = exampleCard({ labels: [{ id: 1, name: 'person' }, { id: 3, name: 'car' }] })
  const answer = (scores: number[][], boxes: number[][]) =>
    ssdliteMobilenetV2.answer(
      card,
      {
        scores: { dims: [1, scores.length, 3], data: Float32Array.from(scores.flat()) },
        box_encodings: { dims: [1, boxes.length, 4], data: new Float32Array(boxes.length * 4) },
        anchors: { dims: [boxes.length, 4], data: Float32Array.from(boxes.flatMap(centerForm)) },
      },
      { photo: { width: 200, height: 100 } },
    )

  it('maps columns to labels and shares to pixels, and drops gaps and low scores', () => {
    const prediction = answer(
      [
        [0.5, 0.99, 0.0078125],
        [0.0078125, 0, 0.75],
      ],
      [
        [0.25, 0.5, 0.5, 0.75],
        [-0.5, 0.5, 0.5, 1.5],
      ],
    )
    expect(prediction).toEqual({
      task: 'detection',
      boxes: [
        { index: 1, score: 0.75, x: 100, y: 0, width: 100, height: 50 },
        { index: 0, score: 0.5, x: 100, y: 25, width: 50, height: 25 },
      ],
    })
  })

  it('keeps the best of overlapping boxes of a class, and boxes of other classes', () => {
    const prediction = answer([[0.5, 0, 0.25], [0.75, 0, 0]], [[0, 0, 0.5, 0.5], [0, 0, 0.5, 0.5625]])
    expect(prediction).toMatchObject({ boxes: [{ index: 0, score: 0.75 }, { index: 1, score: 0.25 }] })
  })

  it('drops boxes outside the photo and broken ones', () => {
    expect(answer([[0.5, 0, 0], [0.5, 0, 0]], [[1.1, 0, 1.5, 0.5], [NaN, 0, 0.5, 0.5]])).toMatchObject({ boxes: [] })
  })

  it('keeps a hundred boxes', () => {
    const rows = Array.from({ length: 130 }, (_, index) => index)
    const prediction = answer(
      rows.map((index) => [0.125 + index / 1024, 0, 0]),
      rows.map((index) => [0, index / 130, 1, (index + 1) / 130]),
    )
    expect(prediction).toMatchObject({ boxes: { length: 100, 0: { score: 0.125 + 129 / 1024 }, 99: { score: 0.125 + 30 / 1024 } } })
  })

  it('names missing and odd outputs', () => {
    const frame = { photo: { width: 1, height: 1 } }
    expect(() => ssdliteMobilenetV2.answer(card, {}, frame)).toThrow('no output "scores"')
    const scores = { dims: [2, 1, 3], data: new Float32Array(6) }
    expect(() => ssdliteMobilenetV2.answer(card, { scores }, frame)).toThrow('shape [2, 1, 3]')
  })
})
