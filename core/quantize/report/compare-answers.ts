import type { Graph } from '#core/onnx/graph'
import type { CalibrationHooks } from '../calibration-hooks'
import { checkSignal } from '../calibration-hooks'
import type { CalibrationSource } from '../calibration-source'
import { fixBatch } from '../probe/fix-batch'

/** How the answers of two graphs compare over some photos. */
export interface Comparison {
  readonly photos: number
  /** Mean agreement, 0..1. */
  readonly agreement: number
  /** Mean correctness by label over the photos that have one; null when none has. */
  readonly floatCorrectness: number | null
  readonly quantizedCorrectness: number | null
  /** Photos, by index, whose answers differ, the most different first. */
  readonly changed: readonly { readonly index: number; readonly agreement: number }[]
}

/** Runs both graphs on the first `mostPhotos` photos. */
export async function compareAnswers(
  source: CalibrationSource,
  float: Graph,
  quantized: Graph,
  mostPhotos: number,
  hooks: CalibrationHooks,
): Promise<Comparison> {
  const first = await source.open(fixBatch(float))
  try {
    const second = await source.open(fixBatch(quantized))
    try {
      const photos = Math.min(source.photoCount, mostPhotos)
      const agreements: number[] = []
      const floatScores: number[] = []
      const quantizedScores: number[] = []
      for (let index = 0; index < photos; index++) {
        checkSignal(hooks)
        const input = await source.photo(index)
        const before = await first.run(input)
        const after = await second.run(input)
        agreements.push(source.agreement(index, before, after))
        const right = source.correctness(index, before)
        const stillRight = source.correctness(index, after)
        if (right !== null) floatScores.push(right)
        if (stillRight !== null) quantizedScores.push(stillRight)
        hooks.progress({ step: 'checking', done: index + 1, total: photos })
      }
      return {
        photos,
        agreement: mean(agreements) ?? 0,
        floatCorrectness: mean(floatScores),
        quantizedCorrectness: mean(quantizedScores),
        changed: agreements
          .map((agreement, index) => ({ index, agreement }))
          .filter(({ agreement }) => agreement < 1)
          .sort((a, b) => a.agreement - b.agreement || a.index - b.index),
      }
    } finally {
      await second.close()
    }
  } finally {
    await first.close()
  }
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
