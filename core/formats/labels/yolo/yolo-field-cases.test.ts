import { describe, expect, it } from 'vitest'
import { readTree, textTree } from '#core/testing/label-files'
import type { PhotoFacts, ReadOutcome } from '#core/formats/labels/label-format'
import { yoloDetect } from './yolo'

const photo: PhotoFacts = { stored: { width: 1000, height: 500 }, orientation: 1 }
const facts = { 'images/a': photo, 'images/b': photo }

async function read(rows: string, files: Readonly<Record<string, string>> = { 'classes.txt': 'car\ntraffic light\n' }): Promise<ReadOutcome> {
  return readTree(yoloDetect, textTree({ 'labels/a.txt': rows, ...files }), facts)
}

const shapes = ({ dataset }: ReadOutcome): unknown[] => dataset.images.flatMap((image) => image.labels.map((label) => [label.className, label.shape]))
/** 0.5 0.5 0.2 0.4 of 1000 x 500. */
const middle = { kind: 'box', x: 400, y: 150, width: 200, height: 200 }

describe('YOLO text from the wild', () => {
  it.each([
    ['CRLF', '0 0.5 0.5 0.2 0.4\r\n1 0.5 0.5 0.2 0.4\r\n'],
    ['a blank line in the middle', '0 0.5 0.5 0.2 0.4\n\n1 0.5 0.5 0.2 0.4\n'],
    ['trailing spaces', '0 0.5 0.5 0.2 0.4  \n1 0.5 0.5 0.2 0.4 '],
    ['two spaces and tabs', '0  0.5 0.5\t0.2  0.4\n1\t0.5\t0.5\t0.2\t0.4'],
  ])('takes %s', async (_, rows) => {
    const outcome = await read(rows)
    expect(shapes(outcome)).toEqual([['car', middle], ['traffic light', middle]])
    expect(outcome.notes).toEqual([])
  })

  it('takes class names with a byte order mark in front and spaces inside', async () => {
    const outcome = await read('0 0.5 0.5 0.2 0.4\n1 0.5 0.5 0.2 0.4', { 'classes.txt': '\uFEFFtraffic light\r\nstop sign\r\n' })
    expect(shapes(outcome)).toEqual([['traffic light', middle], ['stop sign', middle]])
  })

  it('takes a file of one class', async () => {
    expect(shapes(await read('0 0.5 0.5 0.2 0.4', { 'classes.txt': 'label' }))).toEqual([['label', middle]])
  })

  it('takes a sixth column as the score', async () => {
    const { dataset, notes } = await read('0 0.5 0.5 0.2 0.4 0.875')
    expect(dataset.images[0]?.labels).toEqual([{ className: 'car', shape: middle, score: 0.875 }])
    expect(notes).toEqual([])
  })

  it('takes polygon lines, with and without a score', async () => {
    const outcome = await read('1 0.1 0.2 0.3 0.2 0.3 0.6\n1 0.1 0.2 0.3 0.2 0.3 0.6 0.5')
    const rings = [{ points: [100, 100, 300, 100, 300, 300], hole: false }]
    expect(outcome.dataset.images[0]?.labels.map(({ shape, score }) => [shape, score])).toEqual([
      [{ kind: 'polygon', rings: [{ ...rings[0], points: rings[0]?.points.map((value) => expect.closeTo(value, 9)) }] }, undefined],
      [{ kind: 'polygon', rings: [{ ...rings[0], points: rings[0]?.points.map((value) => expect.closeTo(value, 9)) }] }, 0.5],
    ])
  })

  it('keeps the good lines and lists each bad one with its file and line', async () => {
    const outcome = await read('0 0.5 0.5 0.2 0.4\n7 0.5 0.5 0.2 0.4\n0 0.5 0.5 0.2\n0 0.5 zero 0.2 0.4\ncar 0.5 0.5 0.2 0.4\n0 0.5 0.5 0 0.4\n0 400 150 200 200\n1 0.5 0.5 0.2 0.4')
    expect(shapes(outcome)).toEqual([['car', middle], ['traffic light', middle]])
    expect(outcome.notes.map(({ level, file, where, reason }) => [level, file, where, reason])).toEqual([
      ['refused', 'labels/a.txt', 'line 2', 'there is no class 7: 2 are named'],
      ['refused', 'labels/a.txt', 'line 3', 'has 4 values, a box needs 5'],
      ['refused', 'labels/a.txt', 'line 4', '"zero" is not a number'],
      ['refused', 'labels/a.txt', 'line 5', '"car" is not a class number'],
      ['refused', 'labels/a.txt', 'line 6', 'the box has no area: 0 x 0.4'],
      ['refused', 'labels/a.txt', 'line 7', '300 is not a share of the photo between 0 and 1'],
    ])
  })

  it('cuts 1.0000005 at the edge', async () => {
    // 0.976042 + 0.047917 / 2 = 1.0000005
    const outcome = await read('0 0.976042 0.705556 0.047917 0.096296')
    const box = outcome.dataset.images[0]?.labels[0]?.shape
    expect(box?.kind === 'box' && box.x + box.width).toBe(1000)
    expect(outcome.notes).toEqual([])
  })

  it('takes an empty file for a photo that was reviewed and has nothing', async () => {
    const { dataset, notes } = await read('0 0.5 0.5 0.2 0.4', { 'classes.txt': 'car', 'labels/b.txt': '' })
    expect(dataset.images[1]).toEqual({ file: 'images/b', size: photo.stored, labels: [], reviewed: true })
    expect(notes).toEqual([])
  })

  it.each([
    ['a list', "nc: 2\nnames: ['car', 'traffic light']"],
    ['a list over lines', 'names:\n- car\n- "traffic light"'],
    ['a map', 'path: .  # root\nnames:\n  0: car\n  1: traffic light  # lamp\ntrain: images'],
  ])('takes names of data.yaml as %s', async (_, yaml) => {
    expect(shapes(await read('0 0.5 0.5 0.2 0.4\n1 0.5 0.5 0.2 0.4', { 'data.yaml': yaml }))).toEqual([['car', middle], ['traffic light', middle]])
  })

  it.each([
    ['YOLO boxes', '0 0.5 0.5 0.2 0.4'],
    ['YOLO polygons', '0 0.1 0.1 0.5 0.1 0.5 0.5'],
    ['YOLO boxes and polygons', '0 0.5 0.5 0.2 0.4\n0 0.1 0.1 0.5 0.1 0.5 0.5'],
    ['YOLO boxes', ''],
  ])('says that it read %s', async (readAs, rows) => {
    expect((await read(rows, { 'classes.txt': 'car' })).readAs).toBe(readAs)
  })

  it('says that the size of a photo is missing', async () => {
    const { notes } = await readTree(yoloDetect, textTree({ 'labels/c.txt': '0 0.5 0.5 0.2 0.4', 'classes.txt': 'car' }))
    expect(notes).toEqual([expect.objectContaining({ file: 'labels/c.txt', where: 'line 1', reason: expect.stringContaining('the size of the photo images/c is not known') })])
  })
})
