import { expect, it } from 'vitest'
import { describeFormat } from './format-text'

it.each([
  [{ shapes: { box: 'exact', polygon: 'exact', mask: 'exact', tag: 'none' }, scores: true }, 'Boxes, outlines and masks; no tags; scores of predictions'],
  [{ shapes: { box: 'exact', polygon: 'box', mask: 'box', tag: 'none' }, scores: false }, 'Boxes; outlines and masks as the boxes around them; no tags'],
  [{ shapes: { box: 'none', polygon: 'none', mask: 'none', tag: 'exact' }, scores: false }, 'Tags; no boxes, outlines or masks'],
  [{ shapes: { box: 'mask', polygon: 'mask', mask: 'exact', tag: 'none' }, scores: false }, 'Masks; boxes and outlines as masks; no tags'],
] as const)('says what a format holds: %#', (writes, text) => {
  expect(describeFormat(writes)).toBe(text)
})
