import { seededRandom } from '#core/random/seeded-random'
import { shuffledIndexes } from './shuffled-indexes'

/** All indexes below `count` in batches; their order depends on seed and epoch alone. At least one batch, which is empty for a count of 0. */
export function shuffledBatches(count: number, batchSize: number, seed: number, epoch: number): number[][] {
  const order = shuffledIndexes(count, seededRandom((seed ^ Math.imul(epoch + 2, 0x9e3779b1)) >>> 0))
  return Array.from({ length: Math.max(1, Math.ceil(count / batchSize)) }, (_, step) => order.slice(step * batchSize, (step + 1) * batchSize))
}
