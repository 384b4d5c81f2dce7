import { AppError } from '#core/contract/errors'
import type { Node, ValueInfo } from '#core/onnx/graph'
import type { Tensor } from '#core/onnx/tensor'
import type { GradientTape } from './gradient-tape'

/** What a rule may look at besides the node, and where it writes. */
export interface GradientContext {
  readonly tape: GradientTape
  /** Inferred types of all values of the forward graph by name. */
  readonly infos: ReadonlyMap<string, ValueInfo>
  constantOf(value: string | undefined): Tensor | undefined
  /** Whether the gradient of the input at this position is asked for. */
  isWanted(position: number): boolean
}

/** Name of the gradient of each input that is wanted, by position; `outputGradient` is that of the node's first output. */
export type GradientRule = (node: Node, outputGradient: string, context: GradientContext) => ReadonlyMap<number, string>

/** Extents of a 4-axis feature map without the batch. Throws AppError `unsupported-model` where they are not known. */
export function mapExtents(value: string | undefined, { infos }: Pick<GradientContext, 'infos'>): readonly [channels: number, height: number, width: number] {
  const [, channels, height, width] = infos.get(value ?? '')?.dims ?? []
  if (typeof channels !== 'number' || typeof height !== 'number' || typeof width !== 'number') {
    throw new AppError('unsupported-model', `The size of "${value ?? ''}" is not fixed, so that nothing can be learnt through it.`)
  }
  return [channels, height, width]
}

/** Throws AppError `unsupported-model`. */
export function cannotLearnThrough(node: Node, reason: string): never {
  throw new AppError('unsupported-model', `Nothing can be learnt through the layer "${node.name}": ${reason}.`, { hint: 'Train the last layer alone.' })
}
