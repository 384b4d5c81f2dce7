import type { Dataset } from '#core/model/dataset'

export const yoloNames = { boxes: 'YOLO boxes', polygons: 'YOLO polygons', both: 'YOLO boxes and polygons' } as const

/** What YOLO files hold: rows of boxes and of polygons may stand in one file. Files without a label count as boxes. */
export function yoloReadAs({ images }: Dataset): string {
  const kinds = new Set(images.flatMap(({ labels }) => labels.map(({ shape }) => shape.kind)))
  if (!kinds.has('polygon')) return yoloNames.boxes
  return kinds.has('box') ? yoloNames.both : yoloNames.polygons
}
