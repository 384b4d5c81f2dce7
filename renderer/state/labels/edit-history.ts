import type { PhotoLabels } from '#core/contract/labels'
import { appliedEdit, inverseEdit, mergedEdits, type PhotoEdit } from './photo-edit'

/** One thing a person did to a photo, in words, and how to do it again or take it back. */
export interface HistoryStep {
  readonly title: string
  readonly forward: PhotoEdit
  readonly backward: PhotoEdit
  /** Steps of one gesture (a held key, say) are one step. */
  readonly gesture: string | null
}

/** Everything done to a photo since the window opened it, without limit; the last step is the newest. */
export interface EditHistory {
  readonly past: readonly HistoryStep[]
  /** What was taken back, to be done again; the last one first. */
  readonly future: readonly HistoryStep[]
}

export const emptyHistory: EditHistory = { past: [], future: [] }

/** The step that `edit` is for a photo that is `before`. Both directions name the review state, so that they can be sent alone. */
export function historyStep(before: PhotoLabels, edit: PhotoEdit, title: string, gesture: string | null): HistoryStep {
  const forward = { ...edit, reviewState: appliedEdit(before, edit).reviewState }
  return { title, forward, backward: inverseEdit(before, edit), gesture }
}

/** The history after a step: what had been taken back is gone, a step of the same gesture joins the last one. */
export function recorded({ past }: EditHistory, step: HistoryStep): EditHistory {
  const last = past.at(-1)
  if (last === undefined || step.gesture === null || last.gesture !== step.gesture) return { past: [...past, step], future: [] }
  const joined: HistoryStep = {
    title: step.title,
    forward: mergedEdits(last.forward, step.forward),
    backward: mergedEdits(step.backward, last.backward),
    gesture: step.gesture,
  }
  return { past: [...past.slice(0, -1), joined], future: [] }
}

/** A step to carry out and the history behind it. */
export interface HistoryMove {
  readonly step: HistoryStep
  readonly history: EditHistory
}

/** Taking the newest step back; null when there is none. */
export function undone({ past, future }: EditHistory): HistoryMove | null {
  const step = past.at(-1)
  return step === undefined ? null : { step, history: { past: past.slice(0, -1), future: [...future, step] } }
}

/** Doing again what was taken back last; null when there is nothing. */
export function redone({ past, future }: EditHistory): HistoryMove | null {
  const step = future.at(-1)
  // A step that was done again is over: what follows is another gesture.
  return step === undefined ? null : { step, history: { past: [...past, { ...step, gesture: null }], future: future.slice(0, -1) } }
}
