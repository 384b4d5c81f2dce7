import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { rectIou } from '#core/geometry/rect'
import { answerOf, cardsByPath, openShippedEngine, runModels, scanFolder } from '../testing/annotated-folder'
import { temporaryFolder } from '../testing/temporary-folder'

const sample = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples', 'motorcycle.jpg')

/** What is done to an upright picture, in this order, so that EXIF orientation 1..8 shows it upright again (EXIF 2.32, tag 274). */
const stored: Readonly<Record<string, readonly ((picture: Sharp) => Sharp)[]>> = {
  1: [],
  2: [(picture) => picture.flop()],
  3: [(picture) => picture.rotate(180)],
  4: [(picture) => picture.flip()],
  // Transpose: mirrored top to bottom, then a quarter turn clockwise puts pixel (x, y) at (y, x).
  5: [(picture) => picture.flip(), (picture) => picture.rotate(90)],
  6: [(picture) => picture.rotate(270)],
  7: [(picture) => picture.flip(), (picture) => picture.rotate(270)],
  8: [(picture) => picture.rotate(90)],
}

test('eight orientations of a photo are one photo for all models', async () => {
  const folder = temporaryFolder()
  const upright = await sharp(sample).resize(600, 400, { fit: 'fill' }).png().toBuffer()
  for (const [orientation, turns] of Object.entries(stored)) {
    let turned = upright
    for (const turn of turns) turned = await turn(sharp(turned)).toBuffer()
    writeFileSync(join(folder, `${orientation}.jpg`), await sharp(turned).withMetadata({ orientation: Number(orientation) }).jpeg({ quality: 95 }).toBuffer())
  }
  copyFileSync(join(folder, '6.jpg'), join(folder, 'copy.jpg'))
  const before = readFileSync(join(folder, '6.jpg'))

  const client = await openShippedEngine()
  await scanFolder(client, folder)
  expect(await runModels(client)).toMatchObject({ state: 'done', progress: { failed: 0, done: 27 } })
  const cards = await cardsByPath(client)
  const first = answerOf(cards.get('1.jpg'), 'ssdlite-mobilenet-v2').boxes[0]
  if (first === undefined) throw new Error('the motorcycle is found')
  for (const [path, card] of cards) {
    expect([path, card.photo.width, card.photo.height]).toEqual([path, 600, 400])
    const box = answerOf(card, 'ssdlite-mobilenet-v2').boxes[0]
    expect(box?.index).toBe(first.index)
    expect(box === undefined ? 0 : rectIou(box, first)).toBeGreaterThanOrEqual(0.95)
    expect(answerOf(card, 'mobilenet-v2').tags[0]?.index).toBe(answerOf(cards.get('1.jpg'), 'mobilenet-v2').tags[0]?.index)
    const mask = await client.call('photo.mask', { photoId: card.photo.id, modelId: answerOf(card, 'deeplabv3-mobilenet-v2').modelId })
    expect([mask.width, mask.height]).toEqual([600, 400])
  }
  expect(readFileSync(join(folder, '6.jpg')).equals(before)).toBe(true)
}, 60_000)
