import { z } from 'zod'
import { labelOriginKinds } from '#core/model/label'
import { reviewStates } from '#core/model/review-state'

/** Which photos: every given part must hold. Parts left out do not restrict. */
export const photoFilter = z.object({
  folderId: z.number().int().optional(),
  /** Only below this sub-folder of `folderId`, with "/" and without a trailing one. */
  subfolder: z.string().optional(),
  /** Words that must occur in the relative path or be the start of a predicted label's word. */
  text: z.string().optional(),
  photoState: z.enum(['present', 'listed', 'missing', 'refused', 'damaged']).optional(),
  /** Answer of any model, or of `modelId` alone when given. */
  predictionState: z.enum(['predicted', 'unpredicted', 'failed']).optional(),
  modelId: z.string().optional(),
  /** Class names; a photo matches when any model (or `modelId`) gives one of them within the score range. */
  labels: z.array(z.string()).optional(),
  scoreAtLeast: z.number().min(0).max(1).optional(),
  scoreAtMost: z.number().min(0).max(1).optional(),
  reviewStates: z.array(z.enum(reviewStates)).optional(),
  /** Classes of the project: photos with a label of one of them. Together with `labelOrigins` one label must fit both. */
  labelClassIds: z.array(z.number().int()).optional(),
  labelOrigins: z.array(z.enum(labelOriginKinds)).optional(),
  hasLabels: z.boolean().optional(),
  /** Photos that came in with one of these parts of a data set. */
  importedParts: z.array(z.enum(['train', 'val', 'test'])).optional(),
})
export type PhotoFilter = z.infer<typeof photoFilter>

export const photoOrders = ['name', 'date', 'added', 'score', 'uncertainty', 'disagreement'] as const

export const photoSort = z.object({
  /** How uncertainty is worked out for tags, boxes and masks: core/metrics/prediction-summary. */
  by: z.enum(photoOrders),
  direction: z.enum(['ascending', 'descending']),
  /** Whose score or uncertainty; the first model with answers when left out. */
  modelId: z.string().optional(),
  /** For disagreement: whom `modelId` is compared with, as far as `agreement.compute` has got. */
  otherModelId: z.string().optional(),
})
export type PhotoSort = z.infer<typeof photoSort>

/** What a run or another action works on. */
export const photoScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('filter'), filter: photoFilter }),
  z.object({ kind: z.literal('photos'), photoIds: z.array(z.number().int()).min(1) }),
])
export type PhotoScope = z.infer<typeof photoScope>
