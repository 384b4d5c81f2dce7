import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { fingerprintOf, hammingDistance, splitDistanceBits } from '#core/duplicates/fingerprint'
import { temporaryFolder } from '../testing/temporary-folder'
import { fingerprintPhoto } from './fingerprint-photo'

const samples = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples')
const names = readdirSync(samples).filter((name) => name.endsWith('.jpg'))

async function bitsOf(path: string): Promise<Uint8Array> {
  const outcome = await fingerprintPhoto(path)
  if (outcome.kind !== 'fingerprint' || outcome.bits === null) throw new Error(`${path} has no fingerprint`)
  return outcome.bits
}

test('copies at another size, quality and format are near-duplicates, other photos are not', async () => {
  const folder = temporaryFolder()
  const originals = await Promise.all(names.map((name) => bitsOf(join(samples, name))))
  for (const [index, name] of names.entries()) {
    const source = sharp(readFileSync(join(samples, name))).autoOrient()
    const { width = 0 } = await source.metadata()
    const copies = [
      source.clone().resize({ width: Math.round(width * 0.4) }).jpeg({ quality: 60 }),
      source.clone().png(),
      source.clone().modulate({ brightness: 1.15 }).webp({ quality: 70 }),
    ]
    for (const copy of copies) {
      const path = join(folder, 'copy')
      writeFileSync(path, await copy.toBuffer())
      const bits = fingerprintOf(await bitsOf(path))
      const distances = originals.map((original) => hammingDistance(bits, fingerprintOf(original)))
      expect(distances[index]).toBeLessThanOrEqual(splitDistanceBits)
      expect(Math.min(...distances.filter((_distance, other) => other !== index))).toBeGreaterThan(11)
    }
  }
})

test('a turned photo has the fingerprint of how it stands, a plain one has none, a broken one is refused', async () => {
  const folder = temporaryFolder()
  const original = readFileSync(join(samples, 'coffee.jpg'))
  const turned = join(folder, 'turned.jpg')
  writeFileSync(turned, await sharp(original).rotate(-90).withMetadata({ orientation: 6 }).jpeg({ quality: 90 }).toBuffer())
  const distance = hammingDistance(fingerprintOf(await bitsOf(turned)), fingerprintOf(await bitsOf(join(samples, 'coffee.jpg'))))
  expect(distance).toBeLessThanOrEqual(2)

  const plain = join(folder, 'plain.png')
  writeFileSync(plain, await sharp({ create: { width: 90, height: 60, channels: 3, background: '#336699' } }).png().toBuffer())
  expect(await fingerprintPhoto(plain)).toMatchObject({ kind: 'fingerprint', bits: null })

  const cut = join(folder, 'cut.jpg')
  writeFileSync(cut, original.subarray(0, Math.floor(original.length / 2)))
  expect(await fingerprintPhoto(cut)).toMatchObject({ kind: 'refused', code: 'image-damaged' })
  expect(await fingerprintPhoto(join(folder, 'nothing.jpg'))).toMatchObject({ kind: 'refused', code: 'not-found' })
})
