import type { FloatTensor } from '#core/zoo/family'
import type { Sample, TrainableHead } from '../trainable-head'
import type { AnswerKind } from '#core/model/tune-choices'
import { scoreLosses } from './score-losses'

/** Output columns that are true of a photo; exactly one for a softmax. */
export interface TrueColumns {
  readonly columns: readonly number[]
}

/** Columns that do not learn: weights [columns, features] in C order and a bias each. */
export interface FrozenColumns {
  readonly weights: Float32Array
  readonly biases: Float32Array
}

export interface LinearHeadOptions {
  readonly features: number
  /** Columns that learn; they come behind the frozen ones. */
  readonly columns: number
  readonly frozen: FrozenColumns | null
  readonly answer: AnswerKind
  /** Weight of each column, frozen ones included, where it is true. */
  readonly columnWeights: readonly number[]
}

/**
 * One linear layer on pooled features. Parameters: weights [columns, features], then the biases. Starts at 0, where
 * every class is as likely as the other: the loss is convex, so the start does not decide the end.
 */
export class LinearHead implements TrainableHead<TrueColumns> {
  readonly parameters: Float32Array
  readonly decayed: readonly (readonly [number, number])[]
  readonly options: LinearHeadOptions
  /** Logits are divided by it; 1 while the head learns. */
  temperature = 1
  readonly #columnWeights: Float64Array
  readonly #logits: Float64Array
  readonly #frozenKnown = new WeakMap<Float32Array, Float32Array>()

  constructor(options: LinearHeadOptions) {
    const { columns, features } = options
    this.options = options
    this.parameters = new Float32Array(columns * features + columns)
    this.decayed = [[0, columns * features]]
    this.#logits = new Float64Array(this.#frozenCount + columns)
    this.#columnWeights = Float64Array.from(this.#logits, (_, column) => options.columnWeights[column] ?? 1)
  }

  lossAndGradient(batch: readonly Sample<TrueColumns>[], gradient: Float32Array): number {
    const { features: width, columns, answer } = this.options
    const loss = scoreLosses[answer]
    const biases = columns * width
    let sum = 0
    for (const { features, target, weight } of batch) {
      const values = features[0] ?? new Float32Array(width)
      this.#score(values)
      sum += weight * loss(this.#logits, target.columns, this.#columnWeights)
      for (let column = 0; column < columns; column++) {
        const slope = (weight * this.#logits[this.#frozenCount + column]!) / batch.length
        if (slope === 0) continue
        const row = column * width
        for (let index = 0; index < width; index++) gradient[row + index]! += slope * values[index]!
        gradient[biases + column]! += slope
      }
    }
    return batch.length === 0 ? 0 : sum / batch.length
  }

  forward(features: readonly Float32Array[]): Readonly<Record<string, FloatTensor>> {
    this.#score(features[0] ?? new Float32Array(this.options.features))
    return { logits: { dims: [1, this.#logits.length], data: Float32Array.from(this.#logits, (logit) => logit / this.temperature) } }
  }

  /** All columns, frozen ones first, the temperature folded in. */
  layer(): FrozenColumns {
    const { frozen, columns, features } = this.options
    const cooled = (value: number): number => value / this.temperature
    return {
      weights: joined(frozen?.weights ?? new Float32Array(0), this.parameters.subarray(0, columns * features)).map(cooled),
      biases: joined(frozen?.biases ?? new Float32Array(0), this.parameters.subarray(columns * features)).map(cooled),
    }
  }

  get #frozenCount(): number {
    return this.options.frozen?.biases.length ?? 0
  }

  /** Worked out once for features that stay in memory: there may be a thousand columns beside a few new ones. */
  #frozenScores(values: Float32Array): Float32Array {
    const { frozen, features } = this.options
    const known = this.#frozenKnown.get(values)
    if (known !== undefined) return known
    const scores = Float32Array.from(frozen?.biases ?? [], (bias, column) => bias + product(frozen?.weights ?? values, column * features, values))
    this.#frozenKnown.set(values, scores)
    return scores
  }

  #score(values: Float32Array): void {
    const { columns, features } = this.options
    if (values.length !== features) throw new RangeError(`a photo has ${values.length} features, not ${features}`)
    this.#logits.set(this.#frozenScores(values))
    for (let column = 0; column < columns; column++) {
      this.#logits[this.#frozenCount + column] = this.parameters[columns * features + column]! + product(this.parameters, column * features, values)
    }
  }
}

function product(weights: Float32Array, from: number, values: Float32Array): number {
  // Four sums at once keep the additions from waiting for each other.
  let [a, b, c, d] = [0, 0, 0, 0]
  const whole = values.length - (values.length % 4)
  for (let index = 0; index < whole; index += 4) {
    a += weights[from + index]! * values[index]!
    b += weights[from + index + 1]! * values[index + 1]!
    c += weights[from + index + 2]! * values[index + 2]!
    d += weights[from + index + 3]! * values[index + 3]!
  }
  for (let index = whole; index < values.length; index++) a += weights[from + index]! * values[index]!
  return a + b + (c + d)
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const all = new Float32Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}
