import type { Node } from '../../graph'
import type { GraphIndex } from '../../graph-index'

const ACTIVATIONS: ReadonlySet<string> = new Set(['Relu', 'Clip', 'LeakyRelu', 'Elu', 'HardSigmoid', 'HardSwish', 'PRelu'])

/** Operators that change number format or scale but not what the layer is. */
const ATTENDANTS: ReadonlySet<string> = new Set([...ACTIVATIONS, 'QuantizeLinear', 'DequantizeLinear', 'Identity', 'BatchNormalization', 'Dropout', 'Pad'])

/** The way from a layer to the next one. */
export interface LayerLink {
  /** The layer at the far end; null at a graph input or constant. */
  readonly node: Node | null
  /** Activations, norms and conversions in between, in graph order. */
  readonly between: readonly Node[]
}

/** The layer that computes `value`, seen through activations, norms and conversions. */
export function layerBehind(value: string | undefined, index: GraphIndex): LayerLink {
  const between: Node[] = []
  let producer = index.producerOf(value)
  while (producer !== undefined && ATTENDANTS.has(producer.opType)) {
    between.unshift(producer)
    producer = index.producerOf(producer.inputs[0])
  }
  return { node: producer ?? null, between }
}

/** Every layer that reads what `node` computes, through activations, norms and conversions; a graph output is a link to null. */
export function layersAfter(node: Node, index: GraphIndex): LayerLink[] {
  const value = node.outputs[0] ?? ''
  const further = index.consumersOf(value).flatMap((consumer): LayerLink[] => {
    if (!ATTENDANTS.has(consumer.opType) || consumer.inputs[0] !== value) return [{ node: consumer, between: [] }]
    return layersAfter(consumer, index).map((link) => ({ ...link, between: [consumer, ...link.between] }))
  })
  return index.isOutput(value) ? [...further, { node: null, between: [] }] : further
}

export function hasActivation(link: LayerLink): boolean {
  return link.between.some((node) => ACTIVATIONS.has(node.opType))
}

/** The value that `value` copies or converts: the same feature map under its first name. */
export function featureOf(value: string, index: GraphIndex): string {
  let name = value
  for (;;) {
    const producer = index.producerOf(name)
    if (producer === undefined || !ATTENDANTS.has(producer.opType)) return name
    name = producer.inputs[0] ?? name
  }
}
