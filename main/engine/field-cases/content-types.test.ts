import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { answerOf, cardsByPath, openShippedEngine, runModels, scanFolder } from '../testing/annotated-folder'
import { temporaryFolder } from '../testing/temporary-folder'
import { turnedHeic } from '../testing/turned-heic'

const sample = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples', 'coffee.jpg')

/** A BMP of 24 bits per pixel, bottom row first, written byte by byte (Windows BITMAPINFOHEADER). */
function bmpOf(pixels: Uint8Array, width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4
  const bytes = Buffer.alloc(54 + stride * height)
  bytes.write('BM', 'latin1')
  bytes.writeUInt32LE(bytes.length, 2)
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(width, 18)
  bytes.writeInt32LE(height, 22)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red = 0, green = 0, blue = 0] = pixels.subarray((y * width + x) * 3)
      bytes.set([blue, green, red], 54 + (height - 1 - y) * stride + x * 3)
    }
  }
  return bytes
}

test('files are what their bytes say, and each that is not taken has its reason', async () => {
  const folder = temporaryFolder()
  const jpeg = readFileSync(sample)
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const files: Readonly<Record<string, Uint8Array | string>> = {
    'bmp.jpeg': bmpOf(data, info.width, info.height),
    'heic.jpg': turnedHeic,
    'png.jpg': await sharp(jpeg).png().toBuffer(),
    'webp.png': await sharp(jpeg).webp({ quality: 95 }).toBuffer(),
    'PHOTO.JPG': jpeg,
    'text.jpg': 'words, not pixels',
    'zero.jpg': '',
    noext: jpeg,
    '._photo.jpg': Buffer.from('00051607000200004d6163204f5320582020202020202020', 'hex'),
    'Thumbs.db': 'd0cf11e0',
    'photo.jpg.json': '{"version": "5.0.1"}',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)

  const client = await openShippedEngine()
  expect(await scanFolder(client, folder)).toMatchObject({ state: 'done' })
  expect(await runModels(client)).toMatchObject({ state: 'done', progress: { failed: 0 } })
  const cards = await cardsByPath(client)
  const facts = [...cards].map(([path, { photo }]) => [path, photo.format, photo.state, photo.notes])
  expect(facts.sort()).toEqual([
    ['PHOTO.JPG', 'jpeg', 'present', []],
    ['bmp.jpeg', 'bmp', 'present', ['extension-differs']],
    ['heic.jpg', 'heic', 'present', ['extension-differs']],
    ['png.jpg', 'png', 'present', ['extension-differs']],
    ['webp.png', 'webp', 'present', ['extension-differs']],
  ])
  for (const path of ['PHOTO.JPG', 'bmp.jpeg', 'png.jpg', 'webp.png']) {
    expect([path, answerOf(cards.get(path), 'ssdlite-mobilenet-v2').boxes[0]?.index]).toEqual([path, answerOf(cards.get('PHOTO.JPG'), 'ssdlite-mobilenet-v2').boxes[0]?.index])
  }
  const { files: skipped } = await client.call('folder.skipped', { offset: 0, limit: 100 })
  expect(skipped.map(({ relativePath, code, reason }) => [relativePath, code, reason])).toEqual([
    ['noext', 'unsupported-image', 'The file is a picture, but its name has no extension; add one, such as ".jpg", to take it.'],
    ['text.jpg', 'not-an-image', 'The file is text, not an image.'],
    ['zero.jpg', 'not-an-image', 'The file is empty (0 bytes).'],
  ])
}, 60_000)
