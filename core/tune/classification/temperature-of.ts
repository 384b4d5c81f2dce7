import type { SampleSource } from '../training-source'
import type { TrainableHead } from '../trainable-head'
import type { TrueColumns } from './linear-head'
import type { ScoreLoss } from './score-losses'

const lowest = Math.log(0.05)
const highest = Math.log(20)
const golden = (Math.sqrt(5) - 1) / 2
const precision = 1e-4
const samplesAtOnce = 256
/** One number is estimated; from fewer samples it would be a guess. */
const fewest = 20

/**
 * The number that logits are to be divided by so that the mean loss on samples not trained on is least (C. Guo et al., "On Calibration
 * of Modern Neural Networks", ICML 2017, section 4.2), between 0.05 and 20; 1 for fewer than 20 samples.
 */
export async function temperatureOf(head: TrainableHead<TrueColumns>, samples: SampleSource<TrueColumns>, loss: ScoreLoss): Promise<number> {
  if (samples.count < fewest) return 1
  const rows: { readonly logits: Float32Array; readonly columns: readonly number[] }[] = []
  for (let start = 0; start < samples.count; start += samplesAtOnce) {
    const indexes = Array.from({ length: Math.min(samplesAtOnce, samples.count - start) }, (_, offset) => start + offset)
    for (const { features, target } of await samples.read(indexes)) {
      rows.push({ logits: head.forward(features)['logits']?.data ?? new Float32Array(0), columns: target.columns })
    }
  }
  const evenWeights = new Float64Array(rows[0]?.logits.length ?? 0).fill(1)
  const lossAt = (logarithm: number): number => {
    const temperature = Math.exp(logarithm)
    let sum = 0
    for (const { logits, columns } of rows) sum += loss(Float64Array.from(logits, (logit) => logit / temperature), columns, evenWeights)
    return sum
  }
  return Math.exp(lowestBetween(lossAt, lowest, highest))
}

/** Golden section search (J. Kiefer 1953) on a function with one valley. */
function lowestBetween(value: (at: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)]
  let [leftValue, rightValue] = [value(left), value(right)]
  while (high - low > precision) {
    if (leftValue <= rightValue) {
      ;[high, right, rightValue] = [right, left, leftValue]
      left = high - golden * (high - low)
      leftValue = value(left)
    } else {
      ;[low, left, leftValue] = [left, right, rightValue]
      right = low + golden * (high - low)
      rightValue = value(right)
    }
  }
  return (low + high) / 2
}
