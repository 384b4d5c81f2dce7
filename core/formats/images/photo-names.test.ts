import { expect, it } from 'vitest'
import { isIgnoredName } from './ignored-names'
import { extensionDiffers, fileExtension, looksLikePhotoName } from './photo-names'

it('finds the extension of hard names', () => {
  expect(fileExtension('1670577347.002843.JPG')).toBe('jpg')
  expect(fileExtension('folder.d/noext')).toBe('')
  expect(fileExtension('.hidden')).toBe('')
  expect(fileExtension('a#b.jpeg')).toBe('jpeg')
})

it('tells photos by name', () => {
  expect(['PHOTO.JPG', 'a.webp', '写真.heic', 'raw.NEF'].every(looksLikePhotoName)).toBe(true)
  expect(['noext', 'photo.jpg.json', 'notes.txt', 'video.mp4'].some(looksLikePhotoName)).toBe(false)
})

it('ignores what systems leave in folders', () => {
  expect(['._photo.jpg', 'Thumbs.db', '.DS_Store', 'desktop.ini'].every(isIgnoredName)).toBe(true)
  expect(['photo.jpg', '_photo.jpg', 'thumbs.jpg'].some(isIgnoredName)).toBe(false)
})

it('allows every usual extension of a format', () => {
  expect(extensionDiffers('a.jfif', 'jpeg')).toBe(false)
  expect(extensionDiffers('a.heif', 'avif')).toBe(false)
  expect(extensionDiffers('a.tif', 'bmp')).toBe(true)
})
