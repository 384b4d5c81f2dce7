import type { TfRef } from '../tf-graph'
import type { TfTopology } from '../tf-topology'
import { findImage, findImageSize } from './find-image'
import type { TfRecipe } from './recipe'
import { noMatch } from './recipe'

const VIEWS: ReadonlySet<string> = new Set(['Identity', 'Reshape', 'Squeeze'])

/** MobileNet classifiers: one output of class scores; a final softmax is left to the family's own code. */
export const mobilenetRecipe: TfRecipe = {
  family: 'mobilenet-v2',
  find: (topology, inputSize) => {
    const image = findImage(topology)
    if (image === null) return noMatch('the first convolutions do not read one image')
    const [output, ...others] = topology.outputs()
    if (output === undefined || others.length > 0) return noMatch('it does not have one output')
    const imageSize = inputSize ?? findImageSize(topology, image)
    if (imageSize === null) return noMatch('its input size is not fixed')
    return {
      kind: 'match',
      cut: { image, imageSize, outputs: [{ name: 'logits', ref: beforeSoftmax(topology, output), layout: 'plain' }] },
      constants: new Map(),
    }
  },
}

function beforeSoftmax(topology: TfTopology, output: TfRef): TfRef {
  let current: TfRef = output
  for (let node = topology.node(current.node); node !== undefined && VIEWS.has(node.op); node = topology.node(current.node)) {
    const [source] = node.inputs
    if (source === undefined) break
    current = source
  }
  const softmax = topology.node(current.node)
  const [logits] = softmax?.inputs ?? []
  return softmax?.op === 'Softmax' && logits !== undefined ? logits : output
}
