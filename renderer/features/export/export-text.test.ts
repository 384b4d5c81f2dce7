import { expect, it } from 'vitest'
import { lossText, partsText, rereadText } from './export-text'

it('says what a format cannot hold', () => {
  expect(lossText('YOLO', [])).toBe('YOLO can hold all of it.')
  expect(
    lossText('YOLO', [
      { what: 'tags', count: 1200 },
      { what: 'scores', count: 1 },
    ]),
  ).toBe('YOLO cannot hold 1,200 × tags; 1 × scores.')
})

it('says what reading again gave', () => {
  expect(rereadText({ reread: null }).tone).toBe('plain')
  expect(rereadText({ reread: { differences: 0, first: [] } }).tone).toBe('good')
  expect(rereadText({ reread: { differences: 2, first: [] } })).toEqual({ tone: 'bad', text: 'The files were read again: 2 differences from what was to be written.' })
})

it('says how a split came out', () => {
  expect(partsText({ train: 1000, val: 20, test: 0 })).toBe('1,000 for training, 20 for validation, 0 for test')
})
