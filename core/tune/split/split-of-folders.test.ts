import { expect, test } from 'vitest'
import { splitOfFolders } from './split-of-folders'

test('folders of a data set tell its split', () => {
  expect(splitOfFolders(['train/cat/1.jpg', 'images/val2017/2.jpg', 'test/3.jpg', 'more/4.jpg'])).toEqual(['train', 'validation', 'test', null])
  expect(splitOfFolders(['a/training/1.jpg', 'a/validation/2.jpg'])).toEqual(['train', 'validation'])
})

test('names of files and of classes are no split', () => {
  expect(splitOfFolders(['train.jpg', 'val.jpg'])).toBe(null)
  // A class called "train" without a part beside it.
  expect(splitOfFolders(['train/1.jpg', 'bus/2.jpg'])).toBe(null)
  expect(splitOfFolders(['train station/1.jpg', 'val di fassa/2.jpg'])).toBe(null)
})
