import type { FamilyId } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Graph } from '#core/onnx/graph'
import { pictureInput } from '#core/onnx/variants/picture-input'
import { resizeInput } from '#core/onnx/variants/resize-input'
import type { Variant } from '#core/onnx/variants/variant'
import { derived, notDerivable } from '#core/onnx/variants/variant'
import { anchorTensor } from './anchor-tensor'
import { carriedAnchors } from './carried-anchors'

type Resize = (graph: Graph, size: SizePx) => Variant

const resizers: Readonly<Record<FamilyId, Resize>> = {
  'mobilenet-v2': resizeInput,
  'deeplabv3-mobilenet-v2': resizeInput,
  'ssdlite-mobilenet-v2': resizeDetector,
  'image-classifier': resizeInput,
  'probability-classifier': resizeInput,
  'image-segmenter': resizeInput,
  'class-map-segmenter': keepSize,
  'anchor-detector': keepSize,
  'box-detector': keepSize,
  'picked-detector': keepSize,
}

/** A model of this family with the same weights for pictures of another size; a detector gets anchors for its new maps. */
export function resizeModel(family: FamilyId, graph: Graph, size: SizePx): Variant {
  return resizers[family](graph, size)
}

function keepSize(): Variant {
  return notDerivable('what its outputs mean was settled for one size when it was imported')
}

function resizeDetector(graph: Graph, size: SizePx): Variant {
  if (size.width !== size.height) return notDerivable('its anchors are made for square pictures')
  const [, , rows, columns] = pictureInput(graph)?.dims ?? []
  if (typeof rows !== 'number' || rows !== columns) return notDerivable('the size it was trained for is not a square')
  if (size.height === rows) return derived(graph)
  const resized = resizeInput(graph, size, 'aligned')
  if (resized.kind === 'not-applicable') return resized
  const anchors = anchorTensor(carriedAnchors(rows, size.height))
  const { initializers, outputs } = resized.graph
  const boxes = outputs.find((output) => output.name === 'box_encodings')?.dims?.[1]
  if (!initializers.has('anchors') || boxes !== anchors.dims[0]) {
    return notDerivable(`its maps hold ${boxes ?? 'an unknown number of'} boxes, the layout of SSDLite ${anchors.dims[0] ?? 0}`)
  }
  return derived({
    ...resized.graph,
    initializers: new Map(initializers).set('anchors', anchors),
    outputs: outputs.map((output) => (output.name === 'anchors' ? { ...output, dims: anchors.dims } : output)),
  })
}
