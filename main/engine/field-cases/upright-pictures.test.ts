import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { cardsByPath, openShippedEngine, scanFolder } from '../testing/annotated-folder'
import { shownPicture } from '../testing/shown-picture'
import { temporaryFolder } from '../testing/temporary-folder'
import { turnedHeic } from '../testing/turned-heic'
import { type Box, boxPicture, exifWithOrientation, findRedBox, insertExif, pngRows, writePng } from '../runtime/decode/testing/pictures'

/** Where the box 40,30,120,60 of the upright 600 x 400 picture lies as stored; the first number is the EXIF orientation. */
const storedBoxes = [
  [1, 600, 400, [40, 30, 120, 60]],
  [2, 600, 400, [440, 30, 120, 60]],
  [3, 600, 400, [440, 310, 120, 60]],
  [4, 600, 400, [40, 310, 120, 60]],
  [5, 400, 600, [30, 40, 60, 120]],
  [6, 400, 600, [30, 440, 60, 120]],
  [7, 400, 600, [310, 440, 60, 120]],
  [8, 400, 600, [310, 40, 60, 120]],
] as const

function stored(width: number, height: number, [x, y, boxWidth, boxHeight]: readonly [number, number, number, number]) {
  return boxPicture(width, height, { x, y, width: boxWidth, height: boxHeight })
}

async function jpegOf(picture: ReturnType<typeof stored>, exif: Uint8Array): Promise<Uint8Array> {
  const raw = { width: picture.width, height: picture.height, channels: 3 } as const
  return insertExif(await sharp(picture.data, { raw }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(), exif)
}

async function writePhotos(folder: string): Promise<void> {
  for (const name of ['a', 'b']) mkdirSync(join(folder, name))
  for (const [orientation, width, height, box] of storedBoxes) {
    const picture = stored(width, height, box)
    const exif = exifWithOrientation(orientation)
    const raw = { width, height, channels: 3 } as const
    writeFileSync(join(folder, `${orientation}.jpg`), await jpegOf(picture, exif))
    writeFileSync(join(folder, `${orientation}.png`), writePng({ width, height, bitDepth: 8, colourType: 2, rows: pngRows(picture), extraChunks: [['eXIf', exif]] }))
    writeFileSync(join(folder, `${orientation}.webp`), await sharp(picture.data, { raw }).withMetadata({ orientation }).webp({ lossless: true }).toBuffer())
  }
  const upright = stored(600, 400, [40, 30, 120, 60])
  writeFileSync(join(folder, 'zero.jpg'), await jpegOf(upright, exifWithOrientation(0)))
  writeFileSync(join(folder, 'nine.jpg'), await jpegOf(upright, exifWithOrientation(9)))
  writeFileSync(join(folder, 'damaged.jpg'), await jpegOf(upright, exifWithOrientation(6).subarray(0, 13)))
  const turned = await jpegOf(stored(400, 600, [30, 440, 60, 120]), exifWithOrientation(6))
  writeFileSync(join(folder, 'a', '1.jpg'), turned)
  writeFileSync(join(folder, 'b', '1.jpg'), Buffer.concat([turned, Buffer.from('b')]))
}

function hashesBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(files.map(({ parentPath, name }) => [join(parentPath, name), createHash('sha256').update(readFileSync(join(parentPath, name))).digest('hex')]))
}

/** Greatest distance of an edge, for pictures that are compressed or made smaller. */
function edgeDistance(found: Box, wanted: Box): number {
  const edges = ({ x, y, width, height }: Box): number[] => [x, y, x + width, y + height]
  return Math.max(...edges(found).map((edge, index) => Math.abs(edge - (edges(wanted)[index] ?? Infinity))))
}

const uprightBox: Box = { x: 40, y: 30, width: 120, height: 60 }

test('lists, thumbnails and views of every orientation are one upright picture, and no original changes', async () => {
  const folder = temporaryFolder()
  await writePhotos(folder)
  const before = hashesBelow(folder)
  const client = await openShippedEngine()
  await scanFolder(client, folder)
  const cards = await cardsByPath(client)
  expect(cards.size).toBe(3 * 8 + 3 + 2)
  for (const [path, { photo }] of cards) {
    expect([path, photo.state, photo.width, photo.height]).toEqual([path, 'present', 600, 400])
    const view = await shownPicture(client, photo.id, 'view')
    expect([path, view.width, view.height]).toEqual([path, 600, 400])
    expect([path, edgeDistance(findRedBox(view), uprightBox) <= 1]).toEqual([path, true])
    const thumbnail = await shownPicture(client, photo.id, 'thumbnail')
    const scale = thumbnail.width / 600
    expect([path, thumbnail.width > thumbnail.height]).toEqual([path, true])
    const scaled: Box = { x: 40 * scale, y: 30 * scale, width: 120 * scale, height: 60 * scale }
    expect([path, edgeDistance(findRedBox(thumbnail), scaled) <= 1.5]).toEqual([path, true])
  }
  const notes = (path: string): unknown => cards.get(path)?.photo.notes
  expect([notes('zero.jpg'), notes('nine.jpg'), notes('damaged.jpg'), notes('6.jpg')]).toEqual([['orientation-invalid'], ['orientation-invalid'], ['exif-damaged'], []])
  expect(hashesBelow(folder)).toEqual(before)
}, 60_000)

test('a HEIC photo with both of its turns stated is turned once', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'turned.heic'), turnedHeic)
  const client = await openShippedEngine()
  await scanFolder(client, folder)
  const photo = (await cardsByPath(client)).get('turned.heic')?.photo
  expect(photo).toMatchObject({ state: 'present', format: 'heic', width: 96, height: 64 })
  const view = await shownPicture(client, photo?.id ?? 0, 'view')
  expect([view.width, view.height]).toEqual([96, 64])
  expect(edgeDistance(findRedBox(view), { x: 8, y: 8, width: 32, height: 16 })).toBeLessThanOrEqual(1)
})
