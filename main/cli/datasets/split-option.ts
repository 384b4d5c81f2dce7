import type { SplitWay } from '#core/contract/datasets'
import { AppError } from '#core/contract/errors'
import { numberOption } from '../parse-options'

const defaultSeed = 1
const importedWord = 'imported'

/** Reads `imported`, or `80,10,10` (train, val, test) with a seed; null when no split is asked for. Throws `bad-input`. */
export function splitOption(shares: string | undefined, seed: string | undefined): SplitWay | null {
  if (shares === undefined) {
    if (seed === undefined) return null
    throw new AppError('bad-input', '--seed goes with --split.', { hint: 'For example --split 80,10,10 --seed 7.' })
  }
  if (shares === importedWord) {
    if (seed !== undefined) throw new AppError('bad-input', '--seed goes with shares; parts as imported are not drawn.')
    return 'as-imported'
  }
  const [train, val, test, ...others] = shares.split(',').map((part) => numberOption('Each share of --split', part, 0, 1_000_000))
  if (train === undefined || val === undefined || others.length > 0) {
    throw new AppError('bad-input', `--split takes two or three shares or "imported", not "${shares}".`, { hint: 'For example --split 80,10,10 for train, val and test.' })
  }
  const number = seed === undefined ? defaultSeed : numberOption('--seed', seed, 0, 0xffffffff)
  if (!Number.isInteger(number)) throw new AppError('bad-input', `--seed must be a whole number, not "${seed ?? ''}".`)
  return { seed: number, shares: { train, val, test: test ?? 0 } }
}
