import { maskOfValue } from '#core/formats/labels/shapes/mask-pixels'
import type { Dataset, DatasetImage, DatasetLabel, LabelShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import { seededRandom } from './seeded-random'

const classNames = ['cat', 'traffic light', 'Ärger & <Co> "x"', '犬', "it's: #1, yes", 'class/with\\slashes']

/** Twins of a stem and of a name in another case, sub-folders, and names that are hard to write. */
export const hardNames = [
  'a/1.jpg', 'b/1.jpg', 'a/1.png', 'a/1.jpeg', 'A/1.JPG', 'a/1_2.png', 'a#b.jpg', '50%.jpg', '100%25.jpg', 'a b .jpg', 'na\u00efve.jpg',
  'nai\u0308ve.jpg', '照片/사진.jpg', '👀.jpg', "quote'.jpg", 'semi;amp&,x.jpg', '1670577347.002843.jpg', 'deep/er/and/deeper/x.jpg',
]

/** A data set with every kind of label on photos with hard names; the same for the same seed. */
export function randomDataset(seed: number, change: Partial<Dataset> = {}): Dataset {
  const random = seededRandom(seed)
  const whole = (below: number): number => Math.floor(random() * below)
  const images = hardNames.map((file, index): DatasetImage => {
    const size = { width: 8 + whole(50), height: 8 + whole(40) }
    const labels = index === 3 || index === 4 ? [] : Array.from({ length: 1 + whole(6) }, () => randomLabel(random, size))
    const split = (['train', 'val', 'test'] as const)[whole(3)]
    return { file, size, labels, reviewed: index !== 4, ...(seed % 2 === 0 && split !== undefined ? { split } : {}) }
  })
  const classes = classNames.map((name, index) => (index === 1 ? { name, color: '#12ab9f', supercategory: 'street' } : { name }))
  return { classes, images, frame: 'upright', predictions: false, ...change }
}

function randomLabel(random: () => number, size: SizePx): DatasetLabel {
  const className = classNames[Math.floor(random() * classNames.length)] ?? 'cat'
  const shape = randomShape(random, size)
  if (shape.kind === 'tag') return { className, shape }
  return {
    className,
    shape,
    ...(random() < 0.4 ? { score: Math.round(random() * 1e5) / 1e5 } : {}),
    ...(random() < 0.2 ? { crowd: true } : {}),
    ...(random() < 0.3 ? { group: 1 + Math.floor(random() * 4) } : {}),
    ...(random() < 0.4 ? { attributes: { difficult: true, note: 'a "b", <c>', count: 3 } } : {}),
  }
}

function randomShape(random: () => number, size: SizePx): LabelShape {
  const x = random() * (size.width - 5)
  const y = random() * (size.height - 5)
  const width = 1.5 + random() * (size.width - x - 1.5)
  const height = 1.5 + random() * (size.height - y - 1.5)
  const rectangle = (left: number, top: number, w: number, h: number): number[] => [left, top, left + w, top, left + w, top + h, left, top + h]
  const kind = random()
  if (kind < 0.3) return { kind: 'box', x, y, width, height }
  if (kind < 0.45) return { kind: 'tag' }
  if (kind < 0.6) return { kind: 'polygon', rings: [{ points: [x, y, x + width, y + height / 3, x + width / 2, y + height], hole: false }] }
  if (kind < 0.7) {
    const rings = [rectangle(x, y, width / 3, height), rectangle(x + width / 2, y, width / 2, height)]
    return { kind: 'polygon', rings: rings.map((points) => ({ points, hole: false })) }
  }
  if (kind < 0.8) {
    const inner = rectangle(x + width / 4, y + height / 4, width / 2, height / 2)
    return { kind: 'polygon', rings: [{ points: rectangle(x, y, width, height), hole: false }, { points: inner, hole: true }] }
  }
  const pixels = new Uint8Array(size.width * size.height).map(() => (random() < 0.4 ? 1 : 0))
  return maskOfValue(pixels, size, 1)
}
