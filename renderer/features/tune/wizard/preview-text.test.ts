import { expect, it } from 'vitest'
import type { TunePreview } from '#core/contract/tune'
import { previewSentences, reviewedPhotos } from './preview-text'

const preview: TunePreview = { classes: [], photos: { train: 1400, validation: 300, test: 300, leftOut: 0 }, importedPhotos: 0, groups: 2000, concerns: [] }

it('says what photos are for, and nothing about what is not so', () => {
  expect(previewSentences(preview)).toEqual(['2,000 reviewed photos: 1,400 to learn from, 300 to choose the best version by, 300 to measure it on.'])
  expect(reviewedPhotos(preview)).toBe(2000)
})

it('tells of those left out, look-alikes and imports', () => {
  const said = previewSentences({ ...preview, photos: { ...preview.photos, leftOut: 1 }, importedPhotos: 12, groups: 1990 })
  expect(said.slice(1)).toEqual(['1 other left out.', 'Photos that look alike stay in one part: 1,990 different ones.', 'Labels of 12 came with an import.'])
})

it('without reviewed photos there is nothing to say', () => {
  expect(previewSentences({ ...preview, photos: { train: 0, validation: 0, test: 0, leftOut: 0 } })).toEqual([])
})
