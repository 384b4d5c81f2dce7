import type { AnswerKind } from '#core/model/tune-choices'
import { float32Tensor } from '#core/onnx/tensor'
import type { FedGraphRunner, NamedTensors, OpenFedGraph } from '../backprop/fed-graph-runner'
import { gradientGraph, type GradientGraph } from '../backprop/gradient-graph'
import { lossInputs } from '../backprop/losses/graph-loss'
import { graphLosses } from '../backprop/losses/graph-losses'
import type { TrueColumns } from '../classification/linear-head'
import { scoreLosses } from '../classification/score-losses'
import { adamStep } from '../optimise/adam'
import { scheduledRate } from '../optimise/momentum'
import { shuffledBatches } from '../shuffled-batches'
import type { Sample } from '../trainable-head'
import type { SampleSource, TrainingHooks, TrainingState } from '../training-source'
import { batchSizeOf } from './batch-size-of'
import type { BlocksPlan } from './blocks-plan'
import { BlocksProgress, type Quality } from './blocks-progress'
import type { FlatWeights } from './flat-weights'
import type { LastBlocks } from './last-blocks'
import { mapsOf } from './maps-of'

/** Size that weights near 0, as biases may be, are taken to have at least. */
const leastScale = 1e-3

export interface BlocksOrder {
  readonly blocks: LastBlocks
  readonly weights: FlatWeights
  readonly answer: AnswerKind
  /** Weight of each output column in the loss where it is true. */
  readonly columnWeights: readonly number[]
  readonly plan: BlocksPlan
  readonly seed: number
  /** Epochs of the head before; those of the blocks are counted on from there. */
  readonly epochsBefore: number
  /** The head on frozen blocks, measured as the epochs are. */
  readonly frozen: Quality
}

export interface BlocksSource {
  /** Features are [pooled, map]; the pooled ones are not read. */
  readonly train: SampleSource<TrueColumns>
  /** Loss and metric with these weights, on photos that are not trained on. */
  validate(weights: Float32Array): Promise<Quality>
}

/**
 * Trains the last blocks and the classifier together by Adam, from the weights the graph has, with a rate that falls to 0. Each
 * tensor moves by steps in proportion to the root mean square of its start (N. Shazeer, M. Stern, "Adafactor", ICML 2018, section 8):
 * norms folded into the weights leave layers of very different sizes. Ends when the validation loss has not fallen for some epochs. Only an epoch
 * that beats the frozen blocks counts as best. Throws what the hooks throw, and AppError `unsupported-model` for layers that cannot be
 * learnt through.
 */
export async function trainBlocks(order: BlocksOrder, source: BlocksSource, open: OpenFedGraph, hooks: TrainingHooks, from: TrainingState | null): Promise<TrainingState> {
  const { plan } = order
  const progress = new BlocksProgress(order.frozen, order.epochsBefore, from ?? { best: order.weights.start, epochs: [], bestEpoch: null })
  const gradients = gradientGraph({ ...order.blocks.graph, outputs: order.blocks.graph.outputs.slice(0, 1) }, order.blocks.weights, graphLosses[order.answer])
  const runner = await open(gradients.graph)
  try {
    const trainer = new BlocksTrainer(order, source, gradients, runner, from)
    const state = (finished: boolean): TrainingState => ({ ...progress.state(), parameters: trainer.values.slice(), velocity: trainer.moments.slice(), rate: plan.rate, finished })
    let finished = from?.finished ?? false
    for (let epoch = progress.epochsDone; !finished && epoch < plan.epochs; epoch++) {
      const trainLoss = await trainer.epoch(epoch, hooks)
      progress.add({ trainLoss, rate: trainer.rateOf(epoch, 0), ...(await source.validate(trainer.values)) }, trainer.values)
      finished = epoch + 1 === plan.epochs || progress.epochsWithoutGain >= plan.patience
      await hooks.epoch(state(finished))
    }
    return state(true)
  } finally {
    await runner.close()
  }
}

class BlocksTrainer {
  readonly values: Float32Array
  /** Of Adam. */
  readonly moments: Float32Array
  readonly #order: BlocksOrder
  readonly #source: BlocksSource
  readonly #gradients: GradientGraph
  readonly #runner: FedGraphRunner
  readonly #batchSize: number
  readonly #stepsPerEpoch: number
  readonly #gradient: Float32Array
  readonly #ranges: readonly { readonly from: number; readonly to: number; readonly scale: number }[]

  constructor(order: BlocksOrder, source: BlocksSource, gradients: GradientGraph, runner: FedGraphRunner, from: TrainingState | null) {
    const { weights, blocks } = order
    this.#order = order
    this.#source = source
    this.#gradients = gradients
    this.#runner = runner
    this.values = (from?.parameters ?? weights.start).slice()
    this.moments = from?.velocity.slice() ?? new Float32Array(2 * weights.count)
    this.#batchSize = batchSizeOf(blocks.graph)
    this.#stepsPerEpoch = Math.max(1, Math.ceil(source.train.count / this.#batchSize))
    this.#gradient = new Float32Array(weights.count)
    this.#ranges = weights.places.map(({ from: start, to: end }) => ({ from: start, to: end, scale: Math.max(leastScale, rootMeanSquare(weights.start.subarray(start, end))) }))
  }

  rateOf(epoch: number, step: number): number {
    const { rate, epochs } = this.#order.plan
    return scheduledRate(rate, epoch * this.#stepsPerEpoch + step, epochs * this.#stepsPerEpoch)
  }

  /** Mean loss over the epoch. */
  async epoch(epoch: number, hooks: TrainingHooks): Promise<number> {
    const { train } = this.#source
    let sum = 0
    for (const [step, indexes] of shuffledBatches(train.count, this.#batchSize, this.#order.seed, epoch).entries()) {
      await hooks.working('training', epoch + step / this.#stepsPerEpoch, this.#order.plan.epochs)
      sum += await this.#summedGradient(await train.read(indexes))
      adamStep(this.values, this.#gradient, this.moments, { step: epoch * this.#stepsPerEpoch + step + 1, rate: this.rateOf(epoch, step), ranges: this.#ranges })
    }
    return sum / Math.max(1, train.count)
  }

  /** Writes the mean gradient; gives back the summed loss. */
  async #summedGradient(batch: readonly Sample<TrueColumns>[]): Promise<number> {
    const { blocks, weights, columnWeights, answer } = this.#order
    const feeds: NamedTensors = {
      [blocks.cut.name]: float32Tensor([batch.length, ...blocks.cutDims], mapsOf(batch, blocks.cutDims)),
      ...weights.tensors(this.values),
      ...lossFeeds(batch, columnWeights),
    }
    const outputs = await this.#runner.run(feeds)
    for (const { name, from } of weights.places) this.#gradient.set(outputs[this.#gradients.gradients.get(name) ?? '']?.data ?? [], from)
    for (let index = 0; index < this.#gradient.length; index++) this.#gradient[index]! /= batch.length
    const logits = outputs['logits']?.data ?? new Float32Array(0)
    const columns = columnWeights.length
    return batch.reduce((sum, { target, weight }, row) => sum + weight * scoreLosses[answer](Float64Array.from(logits.subarray(row * columns, (row + 1) * columns)), target.columns, Float64Array.from(columnWeights)), 0)
  }
}

function lossFeeds(batch: readonly Sample<TrueColumns>[], columnWeights: readonly number[]): NamedTensors {
  const columns = columnWeights.length
  const target = new Float32Array(batch.length * columns)
  const weight = new Float32Array(batch.length * columns)
  for (const [row, sample] of batch.entries()) {
    weight.fill(sample.weight, row * columns, (row + 1) * columns)
    for (const column of sample.target.columns) {
      target[row * columns + column] = 1
      weight[row * columns + column] = sample.weight * (columnWeights[column] ?? 1)
    }
  }
  return { [lossInputs.target]: float32Tensor([batch.length, columns], target), [lossInputs.weight]: float32Tensor([batch.length, columns], weight) }
}

function rootMeanSquare(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return Math.sqrt(sum / Math.max(1, values.length))
}
