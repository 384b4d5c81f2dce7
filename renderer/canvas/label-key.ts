import type { LabelId } from '#core/model/label'

const prefix = 'label:'

/** How a label is named where labels and predictions are chosen from together. */
export function labelKey(id: LabelId): string {
  return `${prefix}${id}`
}

/** The label that a key names; null for the key of a prediction. */
export function labelIdOf(key: string): LabelId | null {
  return key.startsWith(prefix) ? key.slice(prefix.length) : null
}
