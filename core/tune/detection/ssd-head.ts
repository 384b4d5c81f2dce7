import { sigmoid } from './sigmoid'
import type { FloatTensor } from '#core/zoo/family'
import { pointwise, type PointwiseLayer } from '../pointwise'
import type { Sample, TrainableHead } from '../trainable-head'
import { hardest } from './hardest'
import { background } from './match-anchors'
import type { MapLayout } from './ssd-layout'

/** What is to be learnt from a photo: the anchors that stand for objects, and those that count for nothing. */
export interface AnchorTargets {
  readonly objects: readonly AnchorObject[]
  /** For each anchor a position in the boxes matched, `background` or `neither`. */
  readonly matches: Int16Array
}

export interface AnchorObject {
  readonly anchor: number
  /** Learning column. */
  readonly column: number
  readonly encoding: readonly [number, number, number, number]
}

export interface SsdHeadOptions {
  readonly layout: readonly MapLayout[]
  readonly columns: number
  readonly boxColumns: number
  /** What the parameters are added to. */
  readonly base: Float32Array
  /** Weight of each learning column where it is true. */
  readonly columnWeights: readonly number[]
  /** Class predictors that do not learn, whose columns come in front; one for each map. */
  readonly keptClasses: readonly PointwiseLayer[]
  /** Columns of those. */
  readonly keptColumns: number
  /** Box predictors of the parent, one for each map. */
  readonly parentBoxes: readonly PointwiseLayer[]
  readonly anchors: Float32Array
}

const negativesPerObject = 3

/**
 * The class and box predictors of a detector, each a 1 x 1 convolution over its map. Parameters are what is added to `base`, so that
 * weight decay pulls towards what the parent knows. Scores are independent of each other, as the family's are; the loss of a photo is
 * the cross-entropy of its objects and of three times as many of the hardest other anchors, and smooth L1 of the box encodings, over the
 * number of its objects' anchors (Liu et al. 2016, arXiv:1512.02325, section 2.2).
 * Features: those of the class predictors, then those of the box predictors, each [channels, cells], largest map first.
 */
export class SsdHead implements TrainableHead<AnchorTargets> {
  readonly parameters: Float32Array
  readonly decayed: readonly (readonly [number, number])[]
  readonly options: SsdHeadOptions
  readonly #mapOfAnchor: Uint8Array

  constructor(options: SsdHeadOptions) {
    this.options = options
    this.parameters = new Float32Array(options.base.length)
    this.decayed = options.layout.flatMap(({ classWeights, classBiases, boxWeights, boxBiases }) => [[classWeights, classBiases], [boxWeights, boxBiases]] as const)
    this.#mapOfAnchor = Uint8Array.from(options.layout.flatMap(({ shapes, cells }, map) => Array<number>(shapes * cells).fill(map)))
  }

  lossAndGradient(batch: readonly Sample<AnchorTargets>[], gradient: Float32Array): number {
    const weights = this.#effective()
    let sum = 0
    for (const sample of batch) sum += this.#photo(sample, weights, gradient, sample.weight / batch.length)
    return batch.length === 0 ? 0 : sum
  }

  forward(features: readonly Float32Array[]): Readonly<Record<string, FloatTensor>> {
    const { layout, columns, keptColumns, keptClasses, anchors } = this.options
    const total = keptColumns + columns
    const count = anchors.length / 4
    const scores = new Float32Array(count * total)
    const encodings = new Float32Array(count * 4)
    for (const [map, { cells, shapes, firstAnchor }] of layout.entries()) {
      const values = features[map]!
      const place = { shapes, cells, firstAnchor }
      const kept = keptClasses[map]
      if (kept !== undefined) scatter(pointwise(kept, values, cells), place, keptColumns, scores, total, 0)
      scatter(pointwise(this.classLayer(map), values, cells), place, columns, scores, total, keptColumns)
      scatter(pointwise(this.boxLayer(map), features[layout.length + map]!, cells), place, 4, encodings, 4, 0)
    }
    return {
      scores: { dims: [1, count, total], data: scores.map(sigmoid) },
      box_encodings: { dims: [1, count, 4], data: encodings },
      anchors: { dims: [count, 4], data: anchors },
    }
  }

  /** The learning class columns of a map, [shapes * columns, channels]. */
  classLayer(map: number): PointwiseLayer {
    const { classWeights, classBiases, boxWeights } = this.options.layout[map]!
    return { weights: this.#effectiveFrom(classWeights, classBiases), biases: this.#effectiveFrom(classBiases, boxWeights) }
  }

  boxLayer(map: number): PointwiseLayer {
    const { layout, boxColumns, parentBoxes } = this.options
    if (boxColumns === 0) return parentBoxes[map]!
    const { boxWeights, boxBiases, end } = layout[map]!
    return { weights: this.#effectiveFrom(boxWeights, boxBiases), biases: this.#effectiveFrom(boxBiases, end) }
  }

  #effective(): Float32Array {
    return this.#effectiveFrom(0, this.parameters.length)
  }

  #effectiveFrom(from: number, to: number): Float32Array {
    const { base } = this.options
    const sums = new Float32Array(to - from)
    for (let index = from; index < to; index++) sums[index - from] = this.parameters[index]! + base[index]!
    return sums
  }

  #photo({ features, target }: Sample<AnchorTargets>, weights: Float32Array, gradient: Float32Array, share: number): number {
    const { columns } = this.options
    const logits = this.#logits(features, weights)
    const losses = new Float32Array(target.matches.length)
    const candidates: number[] = []
    for (let anchor = 0; anchor < losses.length; anchor++) {
      if (target.matches[anchor] !== background) continue
      let loss = 0
      for (let column = 0; column < columns; column++) loss += softplus(logits[anchor * columns + column]!)
      losses[anchor] = loss
      candidates.push(anchor)
    }
    const objects = Math.max(1, target.objects.length)
    const scale = share / objects
    let sum = 0
    for (const anchor of hardest(candidates, losses, negativesPerObject * objects)) {
      sum += losses[anchor]!
      for (let column = 0; column < columns; column++) this.#addClass(features, anchor, column, scale * sigmoid(logits[anchor * columns + column]!), gradient)
    }
    for (const object of target.objects) {
      const { anchor, column: own } = object
      const weight = this.options.columnWeights[own] ?? 1
      for (let column = 0; column < columns; column++) {
        const logit = logits[anchor * columns + column]!
        const isOwn = column === own
        sum += weight * softplus(isOwn ? -logit : logit)
        this.#addClass(features, anchor, column, scale * weight * (sigmoid(logit) - (isOwn ? 1 : 0)), gradient)
      }
      sum += this.#addBox(features, object, weights, scale, gradient)
    }
    return sum * scale
  }

  /** [anchors, columns] */
  #logits(features: readonly Float32Array[], weights: Float32Array): Float32Array {
    const { layout, columns, anchors } = this.options
    const logits = new Float32Array((anchors.length / 4) * columns)
    for (const [map, { cells, shapes, firstAnchor, classWeights, classBiases, boxWeights }] of layout.entries()) {
      const layer = { weights: weights.subarray(classWeights, classBiases), biases: weights.subarray(classBiases, boxWeights) }
      scatter(pointwise(layer, features[map]!, cells), { shapes, cells, firstAnchor }, columns, logits, columns, 0)
    }
    return logits
  }

  #addClass(features: readonly Float32Array[], anchor: number, column: number, slope: number, gradient: Float32Array): void {
    const map = this.#mapOfAnchor[anchor]!
    const { shapes, cells, channels, firstAnchor, classWeights, classBiases } = this.options.layout[map]!
    const row = ((anchor - firstAnchor) % shapes) * this.options.columns + column
    const cell = Math.floor((anchor - firstAnchor) / shapes)
    const values = features[map]!
    const from = classWeights + row * channels
    for (let channel = 0; channel < channels; channel++) gradient[from + channel]! += slope * values[channel * cells + cell]!
    gradient[classBiases + row]! += slope
  }

  /** Smooth L1 of the four numbers. */
  #addBox(features: readonly Float32Array[], { anchor, encoding }: AnchorObject, weights: Float32Array, scale: number, gradient: Float32Array): number {
    const { layout, boxColumns } = this.options
    const map = this.#mapOfAnchor[anchor]!
    const { shapes, cells, channels, firstAnchor, boxWeights, boxBiases } = layout[map]!
    const cell = Math.floor((anchor - firstAnchor) / shapes)
    const values = features[layout.length + map]!
    let sum = 0
    for (let side = 0; side < boxColumns; side++) {
      const row = ((anchor - firstAnchor) % shapes) * boxColumns + side
      const from = boxWeights + row * channels
      let said = weights[boxBiases + row]!
      for (let channel = 0; channel < channels; channel++) said += weights[from + channel]! * values[channel * cells + cell]!
      const error = said - encoding[side]!
      sum += Math.abs(error) < 1 ? (error * error) / 2 : Math.abs(error) - 0.5
      const slope = scale * Math.max(-1, Math.min(1, error))
      for (let channel = 0; channel < channels; channel++) gradient[from + channel]! += slope * values[channel * cells + cell]!
      gradient[boxBiases + row]! += slope
    }
    return sum
  }
}

/** [shapes * width, cells] of one map to its rows of [anchors, total]. */
function scatter(values: Float32Array, { shapes, cells, firstAnchor }: Pick<MapLayout, 'shapes' | 'cells' | 'firstAnchor'>, width: number, into: Float32Array, total: number, offset: number): void {
  for (let shape = 0; shape < shapes; shape++) {
    for (let column = 0; column < width; column++) {
      const from = (shape * width + column) * cells
      for (let cell = 0; cell < cells; cell++) into[(firstAnchor + cell * shapes + shape) * total + offset + column] = values[from + cell]!
    }
  }
}

function softplus(value: number): number {
  return Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value)))
}
