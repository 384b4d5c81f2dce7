import { masksByValue, maskToPixels } from '#core/formats/labels/shapes/mask-pixels'
import type { DatasetLabel, MaskShape } from '#core/model/dataset'
import type { SizePx } from '#core/model/photo'
import type { FormatCapabilities } from './capabilities'
import type { LossCounter } from './fit-dataset'

interface MaskLabel extends DatasetLabel {
  readonly shape: MaskShape
}

/** Masks of one image as a picture of one number per pixel can hold them: what is drawn later lies on top. */
export function fitMasks(
  labels: readonly DatasetLabel[],
  size: SizePx | null,
  capabilities: FormatCapabilities,
  losses: LossCounter,
): readonly DatasetLabel[] {
  if (capabilities.masks === 'layered' || size === null) return labels
  const masks = labels.filter(isMaskLabel)
  if (masks.length === 0) return labels
  const keys = masks.map((label, index) => (capabilities.masks === 'per-class' ? label.className : String(index)))
  const order = [...new Set(keys)]
  const owners = paint(masks, keys.map((key) => order.indexOf(key) + 1), size, losses)
  const shapes = masksByValue(owners, size)
  const kept = order.flatMap((key, index) => {
    const shape = shapes.get(index + 1)
    const members = masks.filter((_, at) => keys[at] === key)
    const first = members[0]
    for (let extra = 1; extra < members.length; extra++) losses.add('several objects of a class in a photo (they become one)')
    if (first === undefined || shape === undefined) {
      losses.add('objects wholly covered by others')
      return []
    }
    return [{ ...first, shape }]
  })
  return [...labels.filter((label) => !isMaskLabel(label)), ...kept]
}

function paint(masks: readonly MaskLabel[], numbers: readonly number[], size: SizePx, losses: LossCounter): Uint32Array {
  const owners = new Uint32Array(size.width * size.height)
  for (const [index, label] of masks.entries()) {
    const number = numbers[index] ?? 0
    let covers = false
    const pixels = maskToPixels(label.shape)
    for (let at = 0; at < pixels.length; at++) {
      if (pixels[at] === 0) continue
      covers ||= owners[at] !== 0 && owners[at] !== number
      owners[at] = number
    }
    if (covers) losses.add('pixels under more than one object (the later one is kept)')
  }
  return owners
}

function isMaskLabel(label: DatasetLabel): label is MaskLabel {
  return label.shape.kind === 'mask'
}
