import type { Tune, TuneProgress, TuneState } from '#core/contract/tune'
import { formatAmount, formatCount, formatPercent, formatRemaining } from '../../../ui/format'

const steps: Readonly<Record<TuneProgress['step'], string>> = {
  looking: 'Looking at the photos',
  reading: 'Reading photos',
  'finding-rate': 'Finding the learning rate',
  training: 'Training, epochs done',
  measuring: 'Measuring on photos held out',
  writing: 'Writing the version',
}

export const stateNames: Readonly<Record<TuneState, string>> = { running: 'Running', interrupted: 'Interrupted', stopped: 'Stopped', done: 'Done', failed: 'Failed' }

/** "Reading photos: 3 of 80, 12 s left". */
export function progressText({ step, done, total, remainingMs }: TuneProgress): string {
  const amount = total <= 1 ? '' : `: ${formatCount(done)} of ${formatCount(total)}`
  return `${steps[step]}${amount}${remainingMs === null ? '' : `, ${formatRemaining(remainingMs)}`}`
}

/** What there is to keep of a training that has not come to its end. */
export function keptText({ epochsDone }: Tune, progress: TuneProgress | null): string {
  if (epochsDone === 0) return 'Nothing was learnt yet; photos that were read are kept for the next time.'
  const best = progress?.epochs.find(({ epoch }) => epoch === progress.bestEpoch)
  const learnt = `${formatAmount(epochsDone, 'epoch')} ${epochsDone === 1 ? 'is' : 'are'} kept`
  return best === undefined ? `${learnt}.` : `${learnt}; the best so far is epoch ${best.epoch} with ${formatPercent(best.validationMetric)} on the photos held out to choose by.`
}
