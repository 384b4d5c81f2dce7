import type { PhotoCard } from '#core/contract/photos'
import type { PhotoLabels } from '#core/contract/labels'
import type { ClassId, Label, LabelClass, LabelId, Verdict } from '#core/model/label'
import type { PhotoId } from '#core/model/photo'
import { labelIdOf, labelKey } from '../../canvas/label-key'
import { passesThreshold, type Finding } from '../../canvas/scene'
import type { MeaningOf } from '../../state/label-queries'

/** Everything Review works on, as it is shown now. */
export interface ReviewScene {
  readonly card: PhotoCard
  readonly content: PhotoLabels
  readonly classes: readonly LabelClass[]
  readonly classById: ReadonlyMap<ClassId, LabelClass>
  readonly meaningOf: MeaningOf
  /** Labels that are not hidden. */
  readonly labels: readonly Label[]
  /** Predictions from the threshold up that nobody judged yet. */
  readonly ghosts: readonly Finding[]
  readonly nextId: PhotoId | undefined
}

/** The predictions that still wait for a verdict. */
export function openFindings(findings: readonly Finding[], verdicts: readonly Verdict[], threshold: number): readonly Finding[] {
  const judged = new Set(verdicts.map(({ modelId, rank }) => `${rank} ${modelId}`))
  return findings.filter((finding) => passesThreshold(finding, threshold) && !judged.has(`${finding.rank} ${finding.modelId}`))
}

/** Labels and then predictions, as they are listed and stepped through. */
export function objectKeys({ content, ghosts }: Pick<ReviewScene, 'content' | 'ghosts'>): readonly string[] {
  return [...content.labels.map(({ id }) => labelKey(id)), ...ghosts.map(({ key }) => key)]
}

/** The key `step` places on, from the other end behind the last one; the first one when nothing was selected. */
export function steppedKey(keys: readonly string[], key: string | null, step: 1 | -1): string | null {
  const at = key === null ? -1 : keys.indexOf(key)
  if (at < 0) return keys.at(step === 1 ? 0 : -1) ?? null
  return keys[(at + step + keys.length) % keys.length] ?? null
}

/** The prediction that is looked at after this one: the next one, else the one before. */
export function keyAfter(ghosts: readonly Finding[], key: string): string | null {
  const at = ghosts.findIndex((ghost) => ghost.key === key)
  return (ghosts[at + 1] ?? ghosts[at - 1])?.key ?? null
}

export type Selected = { readonly kind: 'label'; readonly label: Label } | { readonly kind: 'ghost'; readonly ghost: Finding }

/** What a key names, as long as it is there. */
export function selectedObject({ content, ghosts }: Pick<ReviewScene, 'content' | 'ghosts'>, key: string | null): Selected | null {
  if (key === null) return null
  const id: LabelId | null = labelIdOf(key)
  const label = content.labels.find((known) => known.id === id)
  if (label !== undefined) return { kind: 'label', label }
  const ghost = ghosts.find((known) => known.key === key)
  return ghost === undefined ? null : { kind: 'ghost', ghost }
}

/** The label as somebody changed it: what came from a model now says that it was edited. */
export function changedLabel(label: Label, change: Partial<Pick<Label, 'classId' | 'geometry'>>): Label {
  const { origin } = label
  return { ...label, ...change, origin: origin.kind === 'model' ? { ...origin, edited: true } : origin }
}
