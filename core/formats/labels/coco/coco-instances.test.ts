import { describe, expect, it } from 'vitest'
import { readCocoInstances } from '#core/formats/labels/coco/coco-instances'

const images = [{ id: 7, file_name: 'a/1.jpg', width: 4, height: 3, license: 1 }]
const categories = [{ id: 90, name: 'toothbrush', supercategory: 'indoor' }]
const annotation = { id: 1, image_id: 7, category_id: 90, bbox: [0.5, 1, 2, 1.5], area: 2.5, iscrowd: 0 }
const read = (...annotations: unknown[]) => readCocoInstances({ images, categories, annotations })

describe('readCocoInstances', () => {
  it('reads boxes with polygons', () => {
    const polygon = [0.5, 1, 2.5, 1, 2.5, 2.5]
    expect(read({ ...annotation, segmentation: [polygon] })).toEqual({
      images: [{ id: 7, fileName: 'a/1.jpg', width: 4, height: 3 }],
      categories: [{ id: 90, name: 'toothbrush' }],
      annotations: [
        {
          id: 1,
          imageId: 7,
          categoryId: 90,
          rect: { x: 0.5, y: 1, width: 2, height: 1.5 },
          areaPx: 2.5,
          crowd: false,
          outline: { kind: 'polygons', polygons: [polygon] },
        },
      ],
      problems: [],
    })
  })

  it('reads crowds with plain and compressed runs', () => {
    const plain = read({ ...annotation, iscrowd: 1, segmentation: { size: [3, 4], counts: [5, 2, 5] } }).annotations[0]
    expect(plain).toMatchObject({ crowd: true, outline: { kind: 'mask', size: { width: 4, height: 3 }, counts: [5, 2, 5] } })
    expect(read({ ...annotation, segmentation: { size: [3, 4], counts: '525' } }).annotations[0]?.outline).toEqual(plain?.outline)
  })

  it('takes the area from the mask, else from the box, when it is missing', () => {
    const { area: _, ...bare } = annotation
    expect(read(bare).annotations[0]?.areaPx).toBe(3)
    expect(read({ ...bare, segmentation: { size: [3, 4], counts: [5, 2, 5] } }).annotations[0]?.areaPx).toBe(2)
  })

  it('reads the dialect of VIA: ids as text, one bare polygon', () => {
    const polygon = [0.5, 1, 2.5, 1, 2.5, 2.5]
    expect(read({ ...annotation, image_id: '7', segmentation: polygon })).toEqual(read({ ...annotation, segmentation: [polygon] }))
  })

  it.each([
    [{ bbox: [1, 1, 0, 5] }, 'annotations[0].bbox', 'has no area: 0 x 5'],
    [{ bbox: [1, 1, null, 5] }, 'annotations[0].bbox', 'is not four numbers'],
    [{ image_id: 8 }, 'annotations[0].image_id', 'there is no image 8'],
    [{ category_id: 2 }, 'annotations[0].category_id', 'there is no category 2'],
    [{ id: 'x' }, 'annotations[0].id', 'is not a whole number'],
    [{ segmentation: [[1, 2, 3, 4]] }, 'annotations[0].segmentation', 'has a polygon that is not at least three points'],
    [{ segmentation: { size: [3, 4], counts: [5, 2] } }, 'annotations[0].segmentation.counts', 'covers 7 of 4 x 3 pixels'],
    [{ segmentation: { size: [3, 4], counts: '5 2' } }, 'annotations[0].segmentation.counts', 'run counts are damaged at character 1'],
  ])('leaves out and names %o', (change, where, message) => {
    const result = read({ ...annotation, ...change }, annotation)
    expect(result.annotations).toHaveLength(1)
    expect(result.problems).toEqual([{ where, message }])
  })

  it('refuses other documents', () => {
    expect(() => readCocoInstances([])).toThrow('not an object')
    expect(() => readCocoInstances({ images, categories })).toThrow('no list "annotations"')
  })
})
