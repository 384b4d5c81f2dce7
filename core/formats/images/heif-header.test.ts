import { expect, it } from 'vitest'
import { ByteReader } from './byte-reader'
import { readHeifHeader } from './heif-header'
import { be16, be32, bytesOf, mediaBox } from './testing/bytes'

interface Item {
  readonly id: number
  readonly type: string
}

/** A HEIF header with these items, the first one primary and associated with all properties in order. */
function heif(brand: string, items: readonly Item[], properties: readonly Uint8Array[]): Uint8Array {
  const primary = items[0]?.id ?? 0
  const entries = items.map(({ id, type }) => mediaBox('infe', [2, 0, 0, 0], be16(id), be16(0), type, 0))
  const indexes = properties.map((_, index) => index + 1)
  return bytesOf(
    mediaBox('ftyp', brand, be32(0), 'mif1'),
    mediaBox(
      'meta',
      be32(0),
      mediaBox('pitm', be32(0), be16(primary)),
      mediaBox('iinf', be32(0), be16(items.length), ...entries),
      mediaBox(
        'iprp',
        mediaBox('ipco', ...properties),
        mediaBox('ipma', be32(0), be32(1), be16(primary), properties.length, indexes),
      ),
    ),
    mediaBox('mdat', 1, 2, 3),
  )
}

const size = (width: number, height: number) => mediaBox('ispe', be32(0), be32(width), be32(height))
const turn = (quarters: number) => mediaBox('irot', quarters)
const read = (bytes: Uint8Array) => readHeifHeader(new ByteReader(bytes), bytes.length)

it('tells AVIF from HEIC by the codec of the primary picture', () => {
  expect(read(heif('avif', [{ id: 1, type: 'av01' }], [size(640, 427)]))).toMatchObject({
    header: { format: 'avif', stored: { width: 640, height: 427 }, orientation: 1 },
  })
  const grid = [
    { id: 49, type: 'grid' },
    { id: 1, type: 'hvc1' },
  ]
  expect(read(heif('mif1', grid, [size(4032, 3024)]))).toMatchObject({ header: { format: 'heic' } })
})

it('states the size after rotation and crop, since decoders apply them', () => {
  const photo = [{ id: 1, type: 'hvc1' }]
  expect(read(heif('heic', photo, [size(4032, 3024), turn(3)]))).toMatchObject({ header: { stored: { width: 3024, height: 4032 } } })
  expect(read(heif('heic', photo, [size(4032, 3024), turn(2)]))).toMatchObject({ header: { stored: { width: 4032, height: 3024 } } })
  const crop = mediaBox('clap', be32(1000), be32(1), be32(600), be32(1), be32(0), be32(1), be32(0), be32(1))
  expect(read(heif('heic', photo, [size(1024, 640), crop, turn(1)]))).toMatchObject({ header: { stored: { width: 600, height: 1000 } } })
})

it('refuses other codecs and broken headers', () => {
  expect(read(heif('mif1', [{ id: 1, type: 'j2k1' }], [size(8, 8)]))).toMatchObject({ kind: 'refused', code: 'unsupported-image' })
  expect(read(heif('heic', [], []))).toMatchObject({ kind: 'refused', code: 'image-damaged' })
  expect(read(mediaBox('ftyp', 'heic', be32(0)))).toMatchObject({ kind: 'refused', code: 'image-damaged' })
})
