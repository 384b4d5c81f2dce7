import { availableParallelism } from 'node:os'
import type { TuneReport } from '#core/contract/tune'
import { blocksOf, type TuneDepth } from '#core/model/tune-depth'
import { blocksPlan } from '#core/tune/blocks/blocks-plan'
import type { Quality } from '#core/tune/blocks/blocks-progress'
import type { Deepened } from '#core/tune/blocks/deepening'
import type { TrainingState } from '#core/tune/training-source'
import { openFedGraph } from '../../runtime/open-fed-graph'
import { readCheckpoint, writeCheckpoint } from './checkpoint-file'
import { judgePhotos, meanLoss, samplesOf, type AnsweringHead } from './held-out'
import type { TuneHooks } from './tune-file'
import type { TuneThreadTask } from './tune-thread-messages'

/** More would help little and leave nothing for the rest of the machine. */
const threads = Math.min(4, availableParallelism())

export interface DeepenedHead {
  readonly answering: AnsweringHead
  /** Epochs of the head and behind them those of the blocks. */
  readonly state: TrainingState
  /** `head`: the head on frozen blocks, which can be fitted to more photos. */
  readonly kept: 'head' | 'head-and-blocks'
  readonly report: Pick<TuneReport, 'blocks'>
  close(): Promise<void>
}

/** Epochs the blocks may take at most, 0 where they stay frozen. */
export function epochsOfBlocks(depth: TuneDepth): number {
  return blocksOf(depth) === 0 ? 0 : blocksPlan.epochs
}

/**
 * Lets the last blocks learn with the trained head where that was ordered, from their checkpoint when there is one. `learnt` is the head's training, done.
 * Throws `cancelled`, `cannot-write` for the checkpoint, and what the task throws.
 */
export async function deepenHead(run: TuneThreadTask, answering: AnsweringHead, learnt: TrainingState, hooks: TuneHooks): Promise<DeepenedHead> {
  const blocks = blocksOf(run.depth)
  const frozen = { answering, state: learnt, kept: 'head' as const, close: async () => undefined }
  if (blocks === 0 || answering.task.deepen === undefined) return { ...frozen, report: {} }
  const path = `${run.checkpointPath}-blocks`
  const stored = await readCheckpoint(path)
  if (stored === null && run.ending === 'best-so-far') return { ...frozen, report: { blocks: { count: blocks, kept: 'frozen', reason: 'The training was stopped before the blocks had learnt.' } } }
  const before = learnt.epochs.length
  let seen = joined(learnt, stored)
  const validation = run.photos.filter(({ part }) => part === 'validation')
  const deepened = await answering.task.deepen({
    head: answering.head,
    order: answering.order,
    blocks,
    plan: blocksPlan,
    train: samplesOf(answering, run.photos.filter(({ part }) => part === 'train')),
    measure: async (head, lens): Promise<Quality> => {
      const trial = { ...answering, head, lens }
      const judgements = await judgePhotos(trial, validation, async () => hooks.whenRunning())
      return { loss: await meanLoss(head, samplesOf(trial, validation)), metric: answering.task.metric(judgements) }
    },
    open: (graph) => openFedGraph(graph, { threads }),
    hooks: {
      epoch: async (state) => {
        seen = joined(learnt, state)
        await writeCheckpoint(path, state)
        hooks.progress({ step: 'training', done: seen.epochs.length, total: state.finished ? seen.epochs.length : before + blocksPlan.epochs, epochs: seen.epochs, bestEpoch: seen.bestEpoch })
        hooks.whenRunning()
      },
      working: async (step, done, total) => {
        hooks.whenRunning()
        hooks.progress({ step, done: before + done, total: before + total, epochs: seen.epochs, bestEpoch: seen.bestEpoch })
      },
    },
    from: stored === null ? null : { ...stored, finished: stored.finished || run.ending === 'best-so-far' },
    epochsBefore: before,
  })
  return {
    answering: { ...answering, head: deepened.head, order: deepened.order, lens: deepened.lens },
    state: joined(learnt, deepened.state),
    kept: ({ tuned: 'head-and-blocks', frozen: 'head' } as const)[deepened.kept],
    report: { blocks: { count: blocks, kept: deepened.kept, reason: reasons[deepened.kept] } },
    close: () => deepened.close(),
  }
}

const reasons: Readonly<Record<Deepened<unknown>['kept'], string>> = {
  tuned: 'With the blocks that learnt, validation photos were answered better than with frozen ones.',
  frozen: 'Validation photos were answered no better when blocks learnt, so the blocks stayed as they were.',
}

function joined(learnt: TrainingState, blocks: TrainingState | null): TrainingState {
  return { ...learnt, epochs: [...learnt.epochs, ...(blocks?.epochs ?? [])], bestEpoch: blocks?.bestEpoch ?? learnt.bestEpoch }
}
