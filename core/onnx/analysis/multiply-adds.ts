import type { Node } from '../graph'
import { intAttribute } from '../attribute'
import { elementCount } from '../tensor'

/** Extents of a value, or undefined when they are not known. */
type DimsOf = (value: string | undefined) => readonly number[] | undefined

type Rule = (node: Node, dimsOf: DimsOf) => number | null

/** Where the weights of each kind of convolution stand among the inputs. */
function convolution(weightPosition: number): Rule {
  return (node, dimsOf) => {
    const output = dimsOf(node.outputs[0])
    const weight = dimsOf(node.inputs[weightPosition])
    return output && weight ? elementCount(output) * elementCount(weight.slice(1)) : null
  }
}

const transposedConvolution: Rule = (node, dimsOf) => {
  const input = dimsOf(node.inputs[0])
  const weight = dimsOf(node.inputs[1])
  return input && weight ? elementCount(input) * elementCount(weight.slice(1)) : null
}

function matrixProduct(secondPosition: number): Rule {
  return (node, dimsOf) => {
    const output = dimsOf(node.outputs[0])
    const inner = dimsOf(node.inputs[0])?.at(-1)
    return output && dimsOf(node.inputs[secondPosition]) && inner !== undefined ? elementCount(output) * inner : null
  }
}

const gemm: Rule = (node, dimsOf) => {
  const output = dimsOf(node.outputs[0])
  const inner = dimsOf(node.inputs[0])?.[intAttribute(node.attributes, 'transA', 0) === 1 ? 0 : 1]
  return output && inner !== undefined ? elementCount(output) * inner : null
}

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Conv', convolution(1)],
  ['ConvInteger', convolution(1)],
  ['QLinearConv', convolution(3)],
  ['ConvTranspose', transposedConvolution],
  ['Gemm', gemm],
  ['MatMul', matrixProduct(1)],
  ['MatMulInteger', matrixProduct(1)],
  ['QLinearMatMul', matrixProduct(3)],
])

/**
 * Multiply-adds of one node as Sandler et al. 2018 (section 3.1, tables 3 to 7) count them: products of weights and activations in
 * convolutions and fully connected layers; biases, activations, sums and pooling count nothing. 0 for every other
 * operator, null when the sizes are not known.
 */
export function multiplyAdds(node: Node, dimsOf: DimsOf): number | null {
  const rule = RULES.get(node.opType)
  return rule === undefined ? 0 : rule(node, dimsOf)
}
