/** What was published about one float classifier trained on ImageNet; accuracy on its 50 000 validation photos, shares 0..1. */
export interface PublishedModel {
  readonly widthMultiplier: number
  readonly inputSidePx: number
  readonly multiplyAdds: number
  readonly parameters: number
  readonly top1: number
  readonly top5: number
}

export const mobilenetV2PublishedSource = {
  title: 'MobileNetV2 ImageNet checkpoints, tensorflow/models',
  path: 'research/slim/nets/mobilenet/README.md',
} as const

type Row = readonly [width: number, sidePx: number, millionMultiplyAdds: number, millionParameters: number, top1Percent: number, top5Percent: number]

const rows: readonly Row[] = [
  [1.4, 224, 582, 6.06, 75.0, 92.5],
  [1.3, 224, 509, 5.34, 74.4, 92.1],
  [1.0, 224, 300, 3.47, 71.8, 91.0],
  [1.0, 192, 221, 3.47, 70.7, 90.1],
  [1.0, 160, 154, 3.47, 68.8, 89.0],
  [1.0, 128, 99, 3.47, 65.3, 86.9],
  [1.0, 96, 56, 3.47, 60.3, 83.2],
  [0.75, 224, 209, 2.61, 69.8, 89.6],
  [0.75, 192, 153, 2.61, 68.7, 88.9],
  [0.75, 160, 107, 2.61, 66.4, 87.3],
  [0.75, 128, 69, 2.61, 63.2, 85.3],
  [0.75, 96, 39, 2.61, 58.8, 81.6],
  [0.5, 224, 97, 1.95, 65.4, 86.4],
  [0.5, 192, 71, 1.95, 63.9, 85.4],
  [0.5, 160, 50, 1.95, 61.0, 83.2],
  [0.5, 128, 32, 1.95, 57.7, 80.8],
  [0.5, 96, 18, 1.95, 51.2, 75.8],
  [0.35, 224, 59, 1.66, 60.3, 82.9],
  [0.35, 192, 43, 1.66, 58.2, 81.2],
  [0.35, 160, 30, 1.66, 55.7, 79.1],
  [0.35, 128, 20, 1.66, 50.8, 75.0],
  [0.35, 96, 11, 1.66, 45.5, 70.4],
]

/** The official list, widest and largest first; counts are rounded as they were published. */
export const mobilenetV2Published: readonly PublishedModel[] = rows.map(([widthMultiplier, inputSidePx, millions, millionParameters, top1, top5]) => ({
  widthMultiplier,
  inputSidePx,
  multiplyAdds: millions * 1e6,
  parameters: Math.round(millionParameters * 1e6),
  top1: top1 / 100,
  top5: top5 / 100,
}))
