import { describe, expect, it } from 'vitest'
import type { BoxEvaluationInput } from '#core/metrics/coco-boxes/evaluate-boxes'
import { evaluateBoxes } from '#core/metrics/coco-boxes/evaluate-boxes'
import fixture from '../../testing/fixtures/coco-boxes.json'

const input: BoxEvaluationInput = {
  classIds: fixture.classIds,
  imageIds: fixture.imageIds,
  truth: fixture.truth.map(([imageId = 0, classId = 0, x = 0, y = 0, width = 0, height = 0, areaPx = 0, crowd = 0]) => ({
    imageId,
    classId,
    rect: { x, y, width, height },
    areaPx,
    crowd: crowd === 1,
  })),
  found: fixture.found.map(([imageId = 0, classId = 0, x = 0, y = 0, width = 0, height = 0, score = 0]) => ({
    imageId,
    classId,
    rect: { x, y, width, height },
    score,
  })),
}

describe('evaluateBoxes', () => {
  const evaluation = evaluateBoxes(input)

  it.each(Object.entries(fixture.figures))('gives the %s of pycocotools', (name, expected) => {
    const { classes: _, ...figures } = evaluation
    expect(Object.entries(figures).find(([key]) => key === name)?.[1]).toBeCloseTo(expected, 12)
  })

  it('gives the precision of each class, leaving out classes without objects', () => {
    expect(evaluation.classes.map((entry) => entry.classId)).toEqual(fixture.perClass.map(([classId]) => classId))
    for (const [index, [, expected = 0]] of fixture.perClass.entries()) {
      expect(evaluation.classes[index]?.averagePrecision).toBeCloseTo(expected, 12)
    }
  })

  it('answers null where there is nothing to find', () => {
    const { classes, ...figures } = evaluateBoxes({ ...input, truth: [] })
    expect(classes).toEqual([])
    expect(new Set(Object.values(figures))).toEqual(new Set([null]))
  })
})
