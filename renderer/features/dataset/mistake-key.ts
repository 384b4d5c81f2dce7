import type { LikelyMistake } from '#core/model/dataset-reports'
import { labelKey } from '../../canvas/label-key'
import { findingKey, type Finding } from '../../canvas/scene'

/** What to select to look at a likely mistake: the label in question, else the prediction that no label tells. */
export function mistakeKey({ labelId, predicted }: LikelyMistake, modelId: string, kind: Finding['kind']): string {
  return labelId === null ? findingKey(modelId, kind, predicted?.rank ?? 0) : labelKey(labelId)
}
