import type { GradientRule } from './gradient-rule'
import { addGradient } from './rules/add-gradient'
import { clipGradient } from './rules/clip-gradient'
import { convGradient } from './rules/conv-gradient'
import { gemmGradient } from './rules/gemm-gradient'
import { globalAveragePoolGradient } from './rules/global-average-pool-gradient'
import { identityGradient } from './rules/identity-gradient'
import { reluGradient } from './rules/relu-gradient'
import { reshapeGradient } from './rules/reshape-gradient'

/** Rules by operator: everything inverted residual blocks and a classifier behind them are made of. */
export const gradientRules: ReadonlyMap<string, GradientRule> = new Map([
  ['Add', addGradient],
  ['Clip', clipGradient],
  ['Conv', convGradient],
  ['Flatten', reshapeGradient],
  ['Gemm', gemmGradient],
  ['GlobalAveragePool', globalAveragePoolGradient],
  ['Identity', identityGradient],
  ['Relu', reluGradient],
  ['Reshape', reshapeGradient],
])
