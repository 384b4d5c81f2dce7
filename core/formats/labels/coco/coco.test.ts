import { describe, expect, it } from 'vitest'
import type { ReadOutcome } from '#core/formats/labels/label-format'
import { bytesOf, readTree, textTree, writeFiles } from '#core/testing/label-files'
import { utf8Text } from '#core/formats/labels/text/utf8-text'
import type { Dataset } from '#core/model/dataset'
import { coco } from './coco'

const base = {
  images: [{ id: 7, file_name: 'a/1.jpg', width: 4, height: 3 }],
  categories: [{ id: 3, name: 'traffic light', supercategory: 'outdoor' }],
}
const object = { id: 1, image_id: 7, category_id: 3, bbox: [0.5, 1, 2, 1.5], iscrowd: 0 }
const read = async (...annotations: unknown[]): Promise<ReadOutcome> => readTree(coco, textTree({ 'instances.json': JSON.stringify({ ...base, annotations }) }))
const labelsOf = ({ dataset }: ReadOutcome): unknown => dataset.images[0]?.labels

describe('COCO reader', () => {
  it('takes boxes, polygons, both kinds of runs, crowds, scores, attributes and tags', async () => {
    const polygon = [0.5, 1, 2.5, 1, 2.5, 2.5]
    // Columns of 3: 5 zeros, 2 ones, 5 zeros, so pixels (1, 2) and (2, 0).
    const mask = { kind: 'mask', width: 4, height: 3, runs: Uint32Array.of(2, 1, 6, 1, 2) }
    const outcome = await read(
      { ...object, score: 0.25, attributes: { occluded: true, nested: {} } },
      { ...object, segmentation: [polygon] },
      { ...object, iscrowd: 1, segmentation: { size: [3, 4], counts: [5, 2, 5] } },
      { ...object, segmentation: { size: [3, 4], counts: '525' } },
      { id: 5, image_id: 7, category_id: 3 },
    )
    const className = 'traffic light'
    expect(outcome.dataset.classes).toEqual([{ name: className, id: 3, supercategory: 'outdoor' }])
    expect(labelsOf(outcome)).toEqual([
      { className, shape: { kind: 'box', x: 0.5, y: 1, width: 2, height: 1.5 }, score: 0.25, attributes: { occluded: true } },
      { className, shape: { kind: 'polygon', rings: [{ points: polygon, hole: false }] } },
      { className, shape: { ...mask, runs: expect.anything() }, crowd: true },
      { className, shape: { ...mask, runs: expect.anything() } },
      { className, shape: { kind: 'tag' } },
    ])
    const [, , crowd] = outcome.dataset.images[0]?.labels ?? []
    // Rows of 4: (2, 0) is pixel 2, (1, 2) is pixel 9.
    expect(crowd?.shape.kind === 'mask' && [...crowd.shape.runs]).toEqual([2, 1, 6, 1, 2])
  })

  it('keeps good entries and lists each bad one', async () => {
    const outcome = await read({ ...object, bbox: [1, 1, 0, 2] }, object, { ...object, category_id: 9 }, { ...object, image_id: 8 }, { image_id: 7, category_id: 3, caption: 'x' }, { ...object, bbox: [50, 50, 2, 2] })
    expect(labelsOf(outcome)).toHaveLength(1)
    expect(outcome.notes.map(({ level, where, reason }) => [level, where, reason])).toEqual([
      ['refused', 'annotations[0].bbox', 'has no area: 0 x 2'],
      ['refused', 'annotations[4]', 'is a caption, not a label'],
      ['refused', 'annotations[2].category_id', 'there is no category 9'],
      ['refused', 'annotations[3].image_id', 'there is no image 8'],
      ['refused', 'annotations[5]', 'the box lies outside the photo of 4 x 3'],
    ])
  })

  it('keeps the box of an outline that is damaged', async () => {
    const outcome = await read({ ...object, segmentation: [[1, 2, 3, 4]] })
    expect(labelsOf(outcome)).toMatchObject([{ shape: { kind: 'box' } }])
    expect(outcome.notes).toMatchObject([{ level: 'changed', where: 'annotations[0]', reason: expect.stringContaining('only the box was taken') }])
  })

  it('keeps what stands before the damage of a file, whatever the order of its lists', async () => {
    const text = JSON.stringify({ annotations: [object], categories: base.categories, images: base.images })
    expect(labelsOf(await readTree(coco, textTree({ 'x.json': text })))).toHaveLength(1)
    const outcome = await readTree(coco, textTree({ 'x.json': `${text.slice(0, -2)},\n{"id":` }))
    expect(labelsOf(outcome)).toHaveLength(1)
    expect(outcome.notes).toMatchObject([{ level: 'refused', file: 'x.json', where: 'line 2', reason: expect.stringContaining('damaged') }])
  })

  it('takes the part from the name of the file and the same label of two files once', async () => {
    const text = JSON.stringify({ ...base, annotations: [object] })
    const outcome = await readTree(coco, textTree({ 'annotations/instances_val2017.json': text, 'annotations/person_keypoints_val2017.json': text }))
    expect(outcome.dataset.images).toMatchObject([{ file: 'a/1.jpg', split: 'val', labels: [{}] }])
    expect(outcome.notes).toMatchObject([{ level: 'changed', file: 'annotations/person_keypoints_val2017.json' }])
  })

  it('does not take a list of results, which names photos by number only', async () => {
    await expect(readTree(coco, textTree({ 'results.json': JSON.stringify([{ image_id: 1, category_id: 1, bbox: [1, 2, 3, 4], score: 1 }]) }))).rejects.toThrow('the file with the photos is missing')
  })
})

describe('COCO writer', () => {
  it('writes holes as runs for other tools, crowds and areas', () => {
    const rings = [{ points: [0, 0, 4, 0, 4, 3, 0, 3], hole: false }, { points: [1, 1, 3, 1, 3, 2, 1, 2], hole: true }]
    const dataset: Dataset = {
      classes: [{ name: 'x', id: 42 }],
      images: [{ file: 'a.jpg', size: { width: 4, height: 3 }, reviewed: true, labels: [{ className: 'x', shape: { kind: 'polygon', rings }, crowd: true }] }],
      frame: 'raw',
      predictions: true,
    }
    const file = writeFiles(coco, dataset).get('annotations/instances.json')
    const document: Record<string, unknown> = JSON.parse(file === undefined ? '' : utf8Text(bytesOf(file)))
    expect(document).toMatchObject({
      info: { pixel_frame: 'raw', labels: 'predictions' },
      categories: [{ id: 42, name: 'x' }],
      // Columns: 3 ones, then 1 one, 1 zero, 1 one twice, 3 ones, i.e. counts 0 4 1 2 1 4.
      annotations: [{ category_id: 42, iscrowd: 1, area: 10, bbox: [0, 0, 4, 3], segmentation: { size: [3, 4], counts: '041N02' } }],
    })
  })
})
