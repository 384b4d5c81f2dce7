import type { Deepened, Deepening } from '../blocks/deepening'
import { FlatWeights } from '../blocks/flat-weights'
import { lastBlocks } from '../blocks/last-blocks'
import { TailRunner } from '../blocks/tail-runner'
import { throughNothing } from '../blocks/through-nothing'
import { trainBlocks } from '../blocks/train-blocks'
import type { Quality } from '../blocks/blocks-progress'
import { classifierLayer } from './classifier-layer'
import { LinearHead, type TrueColumns } from './linear-head'
import { replaceClassifier } from './replace-classifier'

/** Trains the last blocks of a classifier and its head together, from the head as it is. Throws what `trainBlocks` throws. */
export async function deepenClassifier(head: LinearHead, { order, blocks: count, plan, train, measure, open, hooks, from, epochsBefore }: Deepening<TrueColumns>): Promise<Deepened<TrueColumns>> {
  const blocks = lastBlocks(replaceClassifier(order.graph, head.layer()), count)
  const weights = new FlatWeights(blocks.graph, blocks.weights)
  const tail = await TailRunner.open(blocks, weights, open)
  const trial = new LinearHead(head.options)
  const take = (values: Float32Array): void => {
    tail.values = values
    const tensors = weights.tensors(values)
    const [, weight = '', bias = ''] = classifierLayer(blocks.graph).node.inputs
    trial.parameters.set(tensors[weight]?.data ?? [])
    trial.parameters.set(tensors[bias]?.data ?? [], trial.options.columns * trial.options.features)
  }
  const quality = (values: Float32Array): Promise<Quality> => {
    take(values)
    return measure(trial, (stored) => tail.through(stored))
  }
  try {
    const { answer, columnWeights } = head.options
    const work = { blocks, weights, answer, columnWeights, plan, seed: order.seed, epochsBefore, frozen: await quality(weights.start) }
    const state = await trainBlocks(work, { train, validate: quality }, open, hooks, from?.best.length === weights.count ? from : null)
    if (state.bestEpoch === null) {
      await tail.close()
      return { kept: 'frozen', head, order, lens: throughNothing, state, close: async () => undefined }
    }
    take(state.best)
    return { kept: 'tuned', head: trial, order: { ...order, graph: weights.into(order.graph, state.best) }, lens: (stored) => tail.through(stored), state, close: () => tail.close() }
  } catch (error) {
    await tail.close()
    throw error
  }
}
