import type { OpRule } from '../plan/node-plan'
import { add } from './add'
import { averagePool } from './average-pool'
import { clip } from './clip'
import { concat } from './concat'
import { conv } from './conv'
import { gemm } from './gemm'
import { moveElements } from './move-elements'
import { relu } from './relu'
import { resize } from './resize'
import { sigmoid } from './sigmoid'

const rules: readonly OpRule[] = [add, averagePool, clip, concat, conv, gemm, moveElements, relu, resize, sigmoid]

/** The rule of each operator that can run on codes. */
export const opRules: ReadonlyMap<string, OpRule> = new Map(rules.flatMap((rule) => rule.opTypes.map((opType): [string, OpRule] => [opType, rule])))
