import { elementCount, tensorNumbers } from '#core/onnx/tensor'
import type { Tensor } from '#core/onnx/tensor'
import type { TfNode, TfRef } from './tf-graph'
import type { TfTopology } from './tf-topology'

/** Pixel values 0..255 become the model's input as `value * scale + shift`. */
export interface PixelScaling {
  readonly scale: number
  readonly shift: number
}

/**
 * What the cut-off preprocessing does to pixel values: the multiplications and additions of single numbers right before
 * `image`. Null when there are none, as in models that expect normalised images.
 */
export function readPixelScaling(topology: TfTopology, image: TfRef): PixelScaling | null {
  const node = topology.node(image.node)
  const step = node && pixelStep(topology, node)
  if (!step) return null
  const before = readPixelScaling(topology, step.source) ?? { scale: 1, shift: 0 }
  return { scale: before.scale * step.scale, shift: before.shift * step.scale + step.shift }
}

interface PixelStep extends PixelScaling {
  readonly source: TfRef
}

type StepReader = (constant: number, constantPlace: number) => PixelScaling | null

const STEPS: ReadonlyMap<string, StepReader> = new Map<string, StepReader>([
  ['Mul', (constant) => ({ scale: constant, shift: 0 })],
  ['Add', (constant) => ({ scale: 1, shift: constant })],
  ['AddV2', (constant) => ({ scale: 1, shift: constant })],
  ['Sub', (constant, place) => (place === 1 ? { scale: 1, shift: -constant } : { scale: -1, shift: constant })],
  ['RealDiv', (constant, place) => (place === 1 ? { scale: 1 / constant, shift: 0 } : null)],
])

function pixelStep(topology: TfTopology, node: TfNode): PixelStep | null {
  const place = node.inputs.findIndex((ref) => isNumber(topology.graph.constants.get(ref.node)))
  const source = node.inputs[1 - place]
  const constant = topology.graph.constants.get(node.inputs[place]?.node ?? '')
  if (place === -1 || source === undefined || constant === undefined) return null
  const scaling = STEPS.get(node.op)?.(tensorNumbers(constant)[0] ?? 0, place)
  return scaling ? { ...scaling, source } : null
}

function isNumber(tensor: Tensor | undefined): boolean {
  return tensor !== undefined && elementCount(tensor.dims) === 1
}
