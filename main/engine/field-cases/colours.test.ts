import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { RgbImage } from '#core/geometry/rgb-image'
import type { ModelCard } from '#core/model/model-card'
import { flatJpeg } from '../runtime/decode/testing/flat-jpeg'
import { plainPicture, writePng } from '../runtime/decode/testing/pictures'
import { prepareFile } from '../runtime/prepare-file'
import { cardsByPath, openShippedEngine, runModels, scanFolder } from '../testing/annotated-folder'
import { shownPicture } from '../testing/shown-picture'
import { temporaryFolder } from '../testing/temporary-folder'

type Rgb = readonly [number, number, number]

const sidePx = 64

function open([r, g, b]: Rgb) {
  return sharp({ create: { width: sidePx, height: sidePx, channels: 3, background: { r, g, b } } })
}

/** Equal rows, each behind its filter byte 0. */
function rowsOf(row: readonly number[]): Uint8Array {
  return Uint8Array.from(Array.from({ length: sidePx }, () => [0, ...row]).flat())
}

function png(bitDepth: number, colourType: 0 | 2 | 3 | 4 | 6, row: readonly number[], palette: readonly number[] = []): Uint8Array {
  const extraChunks = palette.length === 0 ? [] : [['PLTE', Uint8Array.from(palette)] as const]
  return writePng({ width: sidePx, height: sidePx, bitDepth, colourType, rows: rowsOf(row), extraChunks })
}

const repeated = (bytes: readonly number[], times = sidePx): number[] => Array.from({ length: times }, () => bytes).flat()

/** 0 at the left, 65535 at the right, big-endian. */
const ramp16 = Array.from({ length: sidePx }, (_value, x) => Math.round((x * 65535) / (sidePx - 1))).flatMap((level) => [level >> 8, level & 255])

interface TiffSamples {
  readonly order: 'MM' | 'II'
  readonly bits: number
  /** 1 for whole numbers, 3 for floating point (TIFF 6.0, SampleFormat). */
  readonly sampleFormat: 1 | 3
  readonly samples: Uint8Array
}

/** An uncompressed gray TIFF of 64 x 64 in one strip. */
function grayTiff({ order, bits, sampleFormat, samples }: TiffSamples): Uint8Array {
  const little = order === 'II'
  const fields = [[256, sidePx], [257, sidePx], [258, bits], [259, 1], [262, 1], [273, 8], [277, 1], [278, sidePx], [279, samples.length], [339, sampleFormat]] as const
  const directoryAt = 8 + samples.length
  const bytes = new Uint8Array(directoryAt + 2 + fields.length * 12 + 4)
  const view = new DataView(bytes.buffer)
  bytes.set([...order].map((letter) => letter.charCodeAt(0)))
  view.setUint16(2, 42, little)
  view.setUint32(4, directoryAt, little)
  bytes.set(samples, 8)
  view.setUint16(directoryAt, fields.length, little)
  for (const [index, [tag, value]] of fields.entries()) {
    const at = directoryAt + 2 + index * 12
    view.setUint16(at, tag, little)
    view.setUint16(at + 2, 4, little)
    view.setUint32(at + 4, 1, little)
    view.setUint32(at + 8, value, little)
  }
  return bytes
}

/** 32-bit floats from 0 at the left to 1 at the right. */
function floatRamp(): Uint8Array {
  const row = Float32Array.from({ length: sidePx }, (_value, x) => x / (sidePx - 1))
  return Uint8Array.from(repeated([...new Uint8Array(row.buffer)]))
}

interface Case {
  readonly bytes: Uint8Array
  /** Colours of the picture left of the middle and right of it, the whole halves' means. */
  readonly left: Rgb
  readonly right: Rgb
  readonly withinLevels: number
}

/** Pictures for the window are JPEGs. */
const jpegLevels = 5

function flat(bytes: Uint8Array, colour: Rgb): Case {
  return { bytes, left: colour, right: colour, withinLevels: jpegLevels }
}

/** Means of the lower and the upper half of levels from 0 to 255. The model's crop takes a sixteenth off each side: 8 levels. */
const ramp = { left: [64, 64, 64], right: [191, 191, 191], withinLevels: 8 + jpegLevels } as const

async function makeCases(): Promise<Readonly<Record<string, Case>>> {
  const red: Rgb = [254, 0, 0]
  const p3 = await open([204, 179, 8]).withIccProfile('p3').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer()
  const gif = await sharp(Buffer.concat([plainPicture(sidePx, sidePx, [200, 100, 50]).data]), { raw: { width: sidePx, height: sidePx, channels: 3 } }).gif().toBuffer()
  const palette = [10, 20, 30, 200, 100, 50]
  return {
    'red.jpg': flat(await open([254, 0, 0]).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(), red),
    'gray.jpg': flat(await open([120, 120, 120]).toColourspace('b-w').jpeg({ quality: 100 }).toBuffer(), [120, 120, 120]),
    // Display P3 (200, 180, 60) is sRGB (204, 179, 8) by the chromaticities of both spaces.
    'display-p3.jpg': flat(p3, [204, 179, 8]),
    'ramp-16.png': { bytes: png(16, 0, ramp16), ...ramp },
    'half-16.png': flat(png(16, 0, repeated([0x80, 0])), [128, 128, 128]),
    'half-16.tif': flat(grayTiff({ order: 'MM', bits: 16, sampleFormat: 1, samples: Uint8Array.from(repeated([0x80, 0], sidePx * sidePx)) }), [128, 128, 128]),
    'float.tif': { bytes: grayTiff({ order: 'II', bits: 32, sampleFormat: 3, samples: floatRamp() }), ...ramp },
    'palette.png': { bytes: png(1, 3, [0, 0, 0, 0, 255, 255, 255, 255], palette), left: [10, 20, 30], right: [200, 100, 50], withinLevels: jpegLevels },
    'palette.gif': flat(gif, [200, 100, 50]),
    'one-bit.png': { bytes: png(1, 0, [0, 0, 0, 0, 255, 255, 255, 255]), left: [0, 0, 0], right: [255, 255, 255], withinLevels: jpegLevels },
    'gray-alpha.png': flat(png(8, 4, repeated([0, 128])), [127, 127, 127]),
    'transparent-red.png': flat(png(8, 6, repeated([255, 0, 0, 0])), [255, 255, 255]),
  }
}

/** Mean colour of some columns. */
function meanOf({ width, height, data }: RgbImage, from: number, to: number): Rgb {
  const sums: [number, number, number] = [0, 0, 0]
  const [first, end] = [Math.round(width * from), Math.round(width * to)]
  for (let y = 0; y < height; y++) for (let x = first; x < end; x++) for (const channel of [0, 1, 2] as const) sums[channel] += data[(y * width + x) * 3 + channel] ?? 0
  const pixels = height * (end - first)
  return [sums[0] / pixels, sums[1] / pixels, sums[2] / pixels]
}

/** What a model gets of a file, turned back into levels of 0 to 255. */
async function modelInput(path: string, card: ModelCard): Promise<RgbImage> {
  const { data, dims } = await prepareFile(path, card)
  const [, channels = 0, height = 0, width = 0] = dims
  expect(channels).toBe(3)
  const { mean, std } = card.normalisation
  const levels = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (const channel of [0, 1, 2] as const) levels[pixel * 3 + channel] = Math.round(((data[channel * width * height + pixel] ?? 0) * std[channel] + mean[channel]) * 255)
  }
  return { width, height, data: levels }
}

function distance(a: Rgb, b: Rgb): number {
  return Math.max(...a.map((level, channel) => Math.abs(level - (b[channel] ?? Infinity))))
}

test('colours of every depth and space are the same in lists, in the viewer and for the model', async () => {
  const folder = temporaryFolder()
  const cases = await makeCases()
  for (const [name, { bytes }] of Object.entries(cases)) writeFileSync(join(folder, name), bytes)
  const client = await openShippedEngine()
  await scanFolder(client, folder)
  expect(await runModels(client)).toMatchObject({ state: 'done', progress: { failed: 0 } })
  const cards = await cardsByPath(client)
  const classifier = (await client.call('model.list', {})).find(({ card }) => card.task === 'classification')?.card
  if (classifier === undefined) throw new Error('there is no classifier')
  for (const [name, wanted] of Object.entries(cases)) {
    const photoId = cards.get(name)?.photo.id ?? 0
    const input = await modelInput(join(folder, name), classifier)
    for (const picture of [await shownPicture(client, photoId, 'thumbnail'), await shownPicture(client, photoId, 'view'), input]) {
      const distances = [distance(meanOf(picture, 0, 0.5), wanted.left), distance(meanOf(picture, 0.5, 1), wanted.right)]
      expect([name, Math.max(...distances) <= wanted.withinLevels, distances]).toEqual([name, true, distances])
    }
  }
  expect(cards.get('float.tif')?.photo.notes).toEqual(['float-stretched'])
}, 60_000)

test('inks of cyan are cyan and not inverted', async () => {
  const folder = temporaryFolder()
  // Adobe stores inks inverted: full cyan is 0, no ink is 255. YCCK codes 255 minus that as if it were RGB.
  writeFileSync(join(folder, 'cmyk.jpg'), flatJpeg({ levels: [0, 255, 255, 255], adobeTransform: 0 }))
  writeFileSync(join(folder, 'ycck.jpg'), flatJpeg({ levels: [76, 85, 255, 255], adobeTransform: 2 }))
  const client = await openShippedEngine()
  await scanFolder(client, folder)
  const models = await client.call('model.list', {})
  for (const [path, { photo }] of await cardsByPath(client)) {
    const pictures = [await shownPicture(client, photo.id, 'view'), await shownPicture(client, photo.id, 'thumbnail')]
    for (const { card } of models.filter((model) => model.card.fit.kind !== 'pad')) pictures.push(await modelInput(join(folder, path), card))
    const [first, ...others] = pictures.map((picture) => meanOf(picture, 0, 1))
    const [red, green, blue] = first ?? [255, 0, 0]
    expect([path, red < 90, green > 120, blue > 160]).toEqual([path, true, true, true])
    for (const other of others) expect(distance(other, [red, green, blue])).toBeLessThanOrEqual(3)
  }
}, 60_000)

test('a red patch is red for every model', async () => {
  const path = join(temporaryFolder(), 'red.png')
  writeFileSync(path, await open([220, 30, 20]).png().toBuffer())
  const client = await openShippedEngine()
  const models = await client.call('model.list', {})
  expect(models.length).toBeGreaterThanOrEqual(3)
  for (const { card } of models) {
    const [red, , blue] = meanOf(await modelInput(path, card), 0.1, 0.9)
    expect([card.id, red - blue > 150]).toEqual([card.id, true])
  }
})
