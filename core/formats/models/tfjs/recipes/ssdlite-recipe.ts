import { elementCount, float32Tensor, tensorNumbers } from '#core/onnx/tensor'
import type { Tensor } from '#core/onnx/tensor'
import type { TfNode, TfRef } from '../tf-graph'
import type { TfTopology } from '../tf-topology'
import { findImage, findImageSize } from './find-image'
import type { TfRecipe } from './recipe'
import { noMatch } from './recipe'

/** What the family's box decoder expects ty, tx, th, tw to be multiplied by. */
const BOX_SCALES = [10, 10, 5, 5]

/**
 * Single-shot detectors of the TensorFlow Object Detection API: per feature map, box encodings and class scores are reshaped
 * and joined; scores pass a sigmoid; boxes are decoded against constant anchors (Liu et al. 2016, section 2.2).
 */
export const ssdliteRecipe: TfRecipe = {
  family: 'ssdlite-mobilenet-v2',
  find: (topology, inputSize) => {
    const image = findImage(topology)
    if (image === null) return noMatch('the first convolutions do not read one image')
    const joins = headJoins(topology)
    const scored = joins.map((join) => ({ join, sigmoid: sigmoidOf(topology, join) })).find((entry) => entry.sigmoid)
    const boxes = joins.find((join) => join !== scored?.join)
    if (joins.length !== 2 || scored?.sigmoid === undefined || boxes === undefined) {
      return noMatch('its heads are not joined into one list of boxes and one of scores')
    }
    const anchors = findAnchors(topology, boxes)
    if (anchors === null) return noMatch('its anchors are not constant')
    const scales = findBoxScales(topology, boxes)
    if (scales?.join() !== BOX_SCALES.join()) {
      return noMatch(`its box encodings are scaled by ${scales?.join(', ') ?? 'unknown factors'}, not ${BOX_SCALES.join(', ')}`)
    }
    const imageSize = inputSize ?? findImageSize(topology, image)
    if (imageSize === null) return noMatch('its input size is not fixed')
    return {
      kind: 'match',
      cut: {
        image,
        imageSize,
        outputs: [
          { name: 'scores', ref: withoutBackground(topology, scored.sigmoid), layout: 'plain' },
          { name: 'box_encodings', ref: squeezed(topology, boxes), layout: 'plain' },
        ],
      },
      constants: new Map([['anchors', toCentres(anchors)]]),
    }
  },
}

/** Concatenations after the last convolution all of whose parts come from convolutions. */
function headJoins(topology: TfTopology): TfNode[] {
  return [...topology.graph.nodes.values()].filter((node) => {
    if (node.op !== 'ConcatV2') return false
    const after = topology.descendants([node.name])
    if ([...after].some((name) => topology.isConvolution(name))) return false
    return node.inputs
      .slice(0, -1)
      .every((ref) => [...topology.ancestors([ref.node])].some((name) => topology.isConvolution(name)))
  })
}

function sigmoidOf(topology: TfTopology, join: TfNode): TfNode | undefined {
  return topology.consumers(join.name).find((node) => node.op === 'Sigmoid')
}

/** The scores after a slice that drops the first class (background), when the model has one. */
function withoutBackground(topology: TfTopology, sigmoid: TfNode): TfRef {
  const slice = topology.consumers(sigmoid.name).find((node) => {
    const begin = node.op === 'Slice' ? topology.graph.constants.get(node.inputs[1]?.node ?? '') : undefined
    return begin !== undefined && tensorNumbers(begin).join() === '0,0,1'
  })
  return { node: (slice ?? sigmoid).name, port: 0 }
}

function squeezed(topology: TfTopology, join: TfNode): TfRef {
  const squeeze = topology.consumers(join.name).find((node) => node.op === 'Squeeze')
  return { node: (squeeze ?? join).name, port: 0 }
}

/** The constant of four numbers per anchor that meets the boxes on the way to the outputs. */
function findAnchors(topology: TfTopology, boxes: TfNode): Tensor | null {
  const after = [...topology.descendants([boxes.name])].filter((name) => name !== boxes.name)
  const decoding = topology.ancestors(after, [{ node: boxes.name, port: 0 }])
  const candidates = [...decoding]
    .map((name) => topology.graph.constants.get(name))
    .filter((tensor) => tensor?.dataType === 'float32' && tensor.dims.length >= 2 && tensor.dims[tensor.dims.length - 1] === 4)
  return candidates.length === 1 ? (candidates[0] ?? null) : null
}

/**
 * Factors the box encodings ty, tx, th, tw are divided by (the inverse of SSD's "variances"): read from the
 * multiplications or divisions that follow the split into four.
 */
function findBoxScales(topology: TfTopology, boxes: TfNode): number[] | null {
  for (const name of topology.descendants([boxes.name])) {
    const node = topology.node(name)
    if (node?.op !== 'Unpack' || node.attributes.get('num')?.int !== 4) continue
    const scales = [0, 1, 2, 3].map((port) => scaleOf(topology, { node: name, port }))
    const known = scales.filter((scale) => scale !== null)
    if (known.length === 4) return known
  }
  return null
}

function scaleOf(topology: TfTopology, ref: TfRef): number | null {
  for (const node of topology.consumers(ref.node)) {
    const place = node.inputs.findIndex((input) => input.node === ref.node && input.port === ref.port)
    const constant = topology.graph.constants.get(node.inputs[1 - place]?.node ?? '')
    if (place === -1 || constant === undefined || elementCount(constant.dims) !== 1) continue
    const [value = 1] = tensorNumbers(constant)
    // The stored reciprocal is a float32; the scale itself is a small decimal.
    if (node.op === 'Mul') return Number((1 / value).toPrecision(6))
    if (node.op === 'RealDiv' && place === 0) return value
  }
  return null
}

/** Anchors as centre y, centre x, height, width from corners y1, x1, y2, x2, all in 0..1 of the input. */
function toCentres(corners: Tensor): Tensor {
  const numbers = tensorNumbers(corners)
  const centres = Float32Array.from(numbers, (_, index) => {
    const side = index % 2
    const anchor = index - (index % 4)
    const low = numbers[anchor + side] ?? 0
    const high = numbers[anchor + side + 2] ?? 0
    return index % 4 < 2 ? (low + high) / 2 : high - low
  })
  return float32Tensor([numbers.length / 4, 4], centres)
}
