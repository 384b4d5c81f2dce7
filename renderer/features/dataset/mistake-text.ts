import type { LikelyMistake } from '#core/model/dataset-reports'
import { formatScore } from '../../ui/format'

/** What may be wrong with a label, in a sentence. `nameOf` tells the name of a class of the project. */
export function mistakeText({ kind, score, labelClassId, predicted }: LikelyMistake, nameOf: (classId: number) => string): string {
  const seen = predicted === null ? 'something' : `"${predicted.name}"`
  const label = labelClassId === null ? 'a label' : `"${nameOf(labelClassId)}"`
  switch (kind) {
    case 'missing':
      return `The model sees ${seen} (${formatScore(score)}) where nothing is labeled.`
    case 'wrong-class':
      return `Labeled ${label}, but the model sees ${seen} there (${formatScore(score)}).`
    case 'unseen':
      return `Labeled ${label}, but the model sees nothing of the kind there (${formatScore(score)}).`
  }
}
