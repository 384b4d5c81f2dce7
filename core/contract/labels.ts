import { z } from 'zod'
import { command } from '#core/contract/command'
import { photoFilter, photoScope, photoSort } from '#core/contract/filter'
import type { JobId } from '#core/model/job'
import type { Label, LabelClass, Verdict } from '#core/model/label'
import type { EditStep } from '#core/model/edit-step'
import type { PhotoId } from '#core/model/photo'
import { reviewStates, type ReviewState } from '#core/model/review-state'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be bytes')
const pixel = z.number().finite()
const attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

const ring = z.object({ points: z.array(pixel).min(6).readonly(), hole: z.boolean() })

const geometry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag') }),
  z.object({ kind: z.literal('box'), x: pixel, y: pixel, width: pixel.positive(), height: pixel.positive() }),
  z.object({ kind: z.literal('polygon'), rings: z.array(ring).min(1).readonly() }),
  z.object({
    kind: z.literal('mask'),
    mask: z.object({ width: z.number().int().positive(), height: z.number().int().positive(), bytes }),
  }),
])

const origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person') }),
  z.object({ kind: z.literal('model'), modelId: z.string(), sha256: z.string(), score: z.number(), edited: z.boolean() }),
  z.object({ kind: z.literal('import'), importId: z.number().int(), file: z.string(), score: z.number().exactOptional() }),
])

/** A label as it is written: the photo is named once by the edit. */
const labelInput = z.object({
  id: z.string().min(1).max(64),
  classId: z.number().int(),
  geometry,
  origin,
  locked: z.boolean(),
  group: z.number().int().nullable(),
  attributes,
})

const verdict = z.object({ modelId: z.string(), rank: z.number().int().min(0), verdict: z.enum(['accepted', 'refused']) })
const reviewState = z.enum(reviewStates)

/** Everything a person said about one photo. */
export interface PhotoLabels {
  readonly photoId: PhotoId
  readonly reviewState: ReviewState
  readonly labels: readonly Label[]
  readonly verdicts: readonly Verdict[]
}

export const labelCommands = {
  'class.list': command(z.object({})).returns<readonly LabelClass[]>(),
  /** Name is trimmed and unique (case kept); colour and key are chosen when left out. */
  'class.add': command(z.object({ name: z.string().min(1).max(200), color: z.string().optional(), key: z.string().nullable().optional() })).returns<LabelClass>(),
  'class.update': command(
    z.object({
      classId: z.number().int(),
      name: z.string().min(1).max(200).optional(),
      color: z.string().optional(),
      key: z.string().length(1).nullable().optional(),
    }),
  ).returns<LabelClass>(),
  'class.reorder': command(z.object({ classIds: z.array(z.number().int()).readonly() })).returns<null>(),
  /** Moves all labels of `from` to `into` and removes `from`; tells how many labels changed. */
  'class.merge': command(z.object({ from: z.number().int(), into: z.number().int() })).returns<{ readonly labels: number; readonly photos: number }>(),
  /** Removes a class with its labels; ask with the counts of class.list first. */
  'class.remove': command(z.object({ classId: z.number().int() })).returns<{ readonly labels: number; readonly photos: number }>(),

  /**
   * The project class that a class of a model means, made when there is none yet. A class that is mapped to "not used"
   * gets its own name's class without changing the map.
   */
  'class.ensure': command(z.object({ modelId: z.string(), index: z.number().int().min(0) })).returns<LabelClass>(),

  /** Which project class each class of a model means; null is "not used" or, not mapped yet. Same names are matched by themselves. */
  'class-map.get': command(z.object({ modelId: z.string() })).returns<readonly { readonly index: number; readonly classId: number | null }[]>(),
  'class-map.set': command(z.object({ modelId: z.string(), index: z.number().int(), classId: z.number().int().nullable() })).returns<null>(),

  'label.get': command(z.object({ photoId: z.number().int() })).returns<PhotoLabels>(),
  /**
   * One step of a person in one transaction: labels written whole (new or changed), labels and verdicts taken away.
   * Everything in it is reversible by another edit: undo is an edit too. An unreviewed photo becomes "in progress"
   * unless the edit says otherwise.
   */
  'label.edit': command(
    z.object({
      photoId: z.number().int(),
      put: z.array(labelInput).readonly(),
      remove: z.array(z.string()).readonly(),
      verdicts: z.array(z.object({ modelId: z.string(), rank: z.number().int().min(0), verdict: verdict.shape.verdict.nullable() })).readonly(),
      reviewState: reviewState.optional(),
    }),
  ).returns<PhotoLabels>(),
  'photo.set-review': command(z.object({ photoIds: z.array(z.number().int()).min(1).readonly(), reviewState })).returns<{ readonly photos: number }>(),
  /** Accepts every prediction of a model from `threshold` up as labels, photo by photo; reviewed photos are left alone. One undoable step. */
  'label.accept-all': command(z.object({ scope: photoScope, modelId: z.string(), threshold: z.number().min(0).max(1) })).returns<{ readonly jobId: JobId }>(),
  /**
   * The first photo after `afterPhotoId` in the order of `photo.query` that can be shown and is not reviewed yet, from the
   * top again behind the last one; null when none is left. `left` counts all of them.
   */
  'photo.next-unreviewed': command(z.object({ filter: photoFilter, sort: photoSort, afterPhotoId: z.number().int().nullable() })).returns<{
    readonly photoId: PhotoId | null
    readonly left: number
  }>(),

  /** Steps that touched many photos and can be taken back, newest first; the oldest are forgotten. */
  'step.list': command(z.object({})).returns<readonly EditStep[]>(),
  /**
   * Takes the newest step back: labels and states as they were, but for what a person changed since. Shown as a job.
   * Throws `bad-input` for an older step.
   */
  'step.undo': command(z.object({ stepId: z.number().int() })).returns<{ readonly labels: number; readonly photos: number }>(),

  /** Compares what two models answered to the same photos and keeps it for the order "disagreement". Only what is new is compared. */
  'agreement.compute': command(z.object({ modelId: z.string(), otherModelId: z.string() })).returns<{ readonly jobId: JobId }>(),
} as const

export interface LabelEvents {
  readonly 'label.changed': { readonly photoIds: readonly PhotoId[] }
  readonly 'class.changed': Record<string, never>
}
