import type { Normalisation } from '#core/model/model-card'

const uniform = (mean: number, std: number): Normalisation => ({ mean: [mean, mean, mean], std: [std, std, std] })

/** Ways of scaling pixel values that have a name: the range they end in, or the data set whose mean and deviation they are. */
export const namedScalings = {
  '0..255': uniform(0, 1 / 255),
  '0..1': uniform(0, 1),
  /** -1..1 */
  signed: uniform(0.5, 0.5),
  imagenet: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
} as const satisfies Readonly<Record<string, Normalisation>>
export type ScalingName = keyof typeof namedScalings

/** What people call them. */
export const scalingWords: Readonly<Record<ScalingName, string>> = {
  '0..255': '0 to 255',
  '0..1': '0 to 1',
  signed: '−1 to 1',
  imagenet: "ImageNet's mean and deviation",
}
