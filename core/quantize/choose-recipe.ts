import { carefulStatic } from './forms/static-options'
import type { QuantizeOptions } from './quantize-options'

/** What the model is to run on. */
export type Target = 'phone' | 'computer-with-vnni' | 'computer-without-vnni' | 'symmetric-accelerator'

export interface Recipe {
  readonly options: QuantizeOptions
  /** Why this and not another, one sentence. */
  readonly reason: string
}

/** Ranges from fewer photos are chance. */
const fewestPhotos = 8

const forTarget: Readonly<Record<Target, Recipe>> = {
  phone: {
    options: { ...carefulStatic, goal: null },
    reason: 'Phones compute 8-bit products exactly, and unsigned activations take over the limits of Relu6.',
  },
  'computer-with-vnni': {
    options: { ...carefulStatic, goal: null },
    reason: 'This processor adds 8-bit products in 32 bits.',
  },
  'computer-without-vnni': {
    options: { ...carefulStatic, weightBits: 7, goal: null },
    reason: 'This processor adds pairs of 8-bit products in 16 bits, which overflow with 8-bit weights; 7-bit weights are safe.',
  },
  'symmetric-accelerator': {
    options: { ...carefulStatic, activations: 'symmetric-int8', goal: null },
    reason: 'The accelerator knows no zero points, so activations are symmetric.',
  },
}

/** The recipe used unless somebody chooses otherwise. */
export function chooseRecipe(target: Target, photoCount: number): Recipe {
  if (photoCount >= fewestPhotos) return forTarget[target]
  return {
    options: { kind: 'weight-only', keepFloat: { nodes: [], opTypes: [] } },
    reason: `Ranges of activations need at least ${fewestPhotos} photos; with ${photoCount}, only weights are stored in 8 bits.`,
  }
}
