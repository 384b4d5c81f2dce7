import { describe, expect, it } from 'vitest'
import type { ReadOutcome } from '#core/formats/labels/label-format'
import { readTree, textTree } from '#core/testing/label-files'
import { voc } from './voc'

const object = (corners: readonly (number | string)[], name = 'cat'): string =>
  `<object><name>${name}</name><bndbox>${['xmin', 'ymin', 'xmax', 'ymax'].map((key, index) => `<${key}>${corners[index] ?? ''}</${key}>`).join('')}</bndbox></object>`

const annotation = (inside: string, head = '<filename>photo.jpg</filename><size><width>100</width><height>80</height><depth>3</depth></size>'): string =>
  `<annotation>${head}${inside}</annotation>`

const read = async (xml: string, path = 'Annotations/photo.xml'): Promise<ReadOutcome> => readTree(voc, textTree({ [path]: xml }))
const boxes = ({ dataset }: ReadOutcome): unknown[] => dataset.images.flatMap((image) => image.labels.map(({ shape }) => shape))

describe('VOC XML from the wild', () => {
  it('keeps fractions', async () => {
    expect(boxes(await read(annotation(object(['45.70000076293945', '10.5', '60', '20.25']))))).toEqual([
      { kind: 'box', x: 45.70000076293945, y: 10.5, width: 60 - 45.70000076293945, height: 9.75 },
    ])
  })

  it('refuses a pair in place of a number and keeps the others', async () => {
    const outcome = await read(annotation(`\n${object(['(88, 100)', 10, 60, 20])}\n${object([1, 2, 3, 4])}`))
    expect(boxes(outcome)).toEqual([{ kind: 'box', x: 1, y: 2, width: 2, height: 2 }])
    expect(outcome.notes).toEqual([{ level: 'refused', file: 'Annotations/photo.xml', where: 'object 1, line 2.xmin', reason: '"(88, 100)" is not a number' }])
  })

  it('puts swapped corners in order with a note', async () => {
    const outcome = await read(annotation(object([60, 10, 45, 20])))
    expect(boxes(outcome)).toEqual([{ kind: 'box', x: 45, y: 10, width: 15, height: 10 }])
    expect(outcome.notes).toEqual([expect.objectContaining({ level: 'changed', reason: expect.stringContaining('put in order') })])
  })

  it('does without a size', async () => {
    const { dataset, notes } = await read(annotation(object([1, 2, 3, 4]), '<filename>photo.jpg</filename>'))
    expect(dataset.images).toMatchObject([{ file: 'photo.jpg', size: null, labels: [{ className: 'cat' }] }])
    expect(notes).toEqual([])
  })

  it('goes by its own name when the name inside is another', async () => {
    const { dataset, notes } = await read(annotation(object([1, 2, 3, 4]), '<filename>old name.png</filename>'))
    expect(dataset.images[0]?.file).toBe('photo.png')
    expect(notes).toEqual([expect.objectContaining({ level: 'changed', where: 'filename', reason: expect.stringContaining('old name.png') })])
  })

  it('does not resolve an external entity', async () => {
    const { dataset, notes } = await read(`<?xml version="1.0"?>\n<!DOCTYPE annotation [<!ENTITY secret SYSTEM "file:///etc/passwd">]>\n${annotation(object([1, 2, 3, 4], 'c&secret;t'))}`)
    expect(dataset.images[0]?.labels[0]?.className).toBe('c&secret;t')
    expect(notes).toEqual([expect.objectContaining({ level: 'changed', where: 'line 3', reason: expect.stringContaining('not resolved') })])
  })

  it('keeps other files when one is damaged', async () => {
    const tree = textTree({ 'Annotations/a.xml': annotation(object([1, 2, 3, 4]), ''), 'Annotations/b.xml': '<annotation><object><name>cat</object>' })
    const { dataset, notes } = await readTree(voc, tree)
    expect(dataset.images.map(({ file }) => file)).toEqual(['a.jpg'])
    expect(notes).toEqual([expect.objectContaining({ level: 'refused', file: 'Annotations/b.xml', where: 'line 1' })])
  })

  it('keeps flags and pose as attributes', async () => {
    const xml = annotation('<object><name>cat</name><pose>Left</pose><truncated>1</truncated><difficult>0</difficult><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object>')
    expect((await read(xml)).dataset.images[0]?.labels[0]?.attributes).toEqual({ truncated: true, pose: 'Left' })
  })
})
