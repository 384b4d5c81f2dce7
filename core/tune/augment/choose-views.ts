import type { TuneOrder } from '#core/contract/tune'
import { seededRandom } from '#core/random/seeded-random'
import { plainView, type Augmentation } from '../photo-view'

type Kind = TuneOrder['augmentations'][number]

/** To be raised whenever equal names would give other pixels. */
const version = 1
const smallestArea = 0.6
const colourRange = 0.2

type Change = (random: () => number) => Partial<Augmentation>

const changes: Readonly<Record<Kind, Change>> = {
  mirror: (random) => ({ mirror: random() < 0.5 ? 'none' : 'horizontal' }),
  crop: (random) => {
    const side = Math.sqrt(smallestArea + (1 - smallestArea) * random())
    return { window: { x: (1 - side) * random(), y: (1 - side) * random(), width: side, height: side } }
  },
  colour: (random) => {
    const factor = (): number => 1 + colourRange * (2 * random() - 1)
    return { colour: { brightness: factor(), contrast: factor(), saturation: factor() } }
  },
}

const order: readonly Kind[] = ['mirror', 'crop', 'colour']

/**
 * The photo as it is and `copies` changed views of it. They depend on the photo's content alone, not on a seed, so that features once
 * read serve every later training.
 */
export function chooseViews(contentHash: string, kinds: readonly Kind[], copies: number): Augmentation[] {
  const used = order.filter((kind) => kinds.includes(kind))
  const views = [plainView]
  for (let copy = 1; used.length > 0 && copy <= copies; copy++) {
    const random = seededRandom((Number.parseInt(contentHash.slice(0, 8), 16) ^ Math.imul(copy, 0x9e3779b1)) >>> 0)
    let view: Augmentation = { ...plainView, id: `${used.join('-')}-${copy}-v${version}` }
    for (const kind of used) view = { ...view, ...changes[kind](random) }
    views.push(view)
  }
  return views
}
