import { z } from 'zod'

const share = z.number().min(0).max(1)
const range = z.object({ low: z.number(), high: z.number() })

const layer = z.object({
  name: z.string(),
  opType: z.string(),
  runs: z.enum(['integer', 'folded', 'float']),
  reason: z.string().nullable(),
  weightSqnrDb: z.number().nullable(),
  outputSqnrDb: z.number().nullable(),
  codes: z.object({ range, seen: range, clippedShare: share, histogram: z.array(z.number().min(0)) }).nullable(),
})

/** The JSON of a version's report, from beside its card. */
export const versionReportSchema = z.object({
  layers: z.array(layer),
  keptForGoal: z.array(z.string()),
  isGoalReached: z.boolean().nullable(),
  skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  changed: z.array(z.object({ path: z.string(), agreement: share })),
})
