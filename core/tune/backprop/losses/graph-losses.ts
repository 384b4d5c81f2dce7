import type { AnswerKind } from '#core/model/tune-choices'
import type { GraphLoss } from './graph-loss'
import { sigmoidGraphLoss } from './sigmoid-graph-loss'
import { softmaxGraphLoss } from './softmax-graph-loss'

export const graphLosses: Readonly<Record<AnswerKind, GraphLoss>> = { 'one-class': softmaxGraphLoss, 'many-classes': sigmoidGraphLoss }
