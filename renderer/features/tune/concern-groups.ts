import type { TuneConcern } from '#core/contract/tune'

/** Concerns of one kind and severity, in their order. */
export interface ConcernGroup {
  readonly kind: TuneConcern['kind']
  readonly severity: TuneConcern['severity']
  readonly concerns: readonly TuneConcern[]
}

/** What is said many times, once per class say, comes together; the order is that of the first of each. */
export function concernGroups(concerns: readonly TuneConcern[]): readonly ConcernGroup[] {
  const groups = new Map<string, TuneConcern[]>()
  for (const concern of concerns) {
    const key = `${concern.severity} ${concern.kind}`
    groups.set(key, [...(groups.get(key) ?? []), concern])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ kind: first.kind, severity: first.severity, concerns: group }]
  })
}

/** The first concern that refuses the start; null when none does. */
export function blockingConcern(concerns: readonly TuneConcern[]): TuneConcern | null {
  return concerns.find(({ severity }) => severity === 'stop') ?? null
}
