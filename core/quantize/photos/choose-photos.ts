import { seededRandom } from '#core/random/seeded-random'

/** A photo that calibration may use. */
export interface CandidatePhoto<Id> {
  readonly id: Id
  /** True when somebody reviewed it. */
  readonly isReviewed: boolean
  /** Names of the classes in it; empty when none is known. */
  readonly classes: readonly string[]
}

export interface PhotoChoice {
  readonly count: number
  /** Equal seeds choose equal photos from equal lists. */
  readonly seed: number
}

const withoutClass = ''

/**
 * Photos for calibration: reviewed ones before others, and within each kind class after class in turn, so that rare
 * classes are seen too. A photo of several classes counts for the rarest of them. Chance decides inside a class.
 */
export function choosePhotos<Id>(candidates: readonly CandidatePhoto<Id>[], { count, seed }: PhotoChoice): Id[] {
  const random = seededRandom(seed)
  const frequencies = new Map<string, number>()
  for (const { classes } of candidates) for (const name of new Set(classes)) frequencies.set(name, (frequencies.get(name) ?? 0) + 1)
  const rarest = (photo: CandidatePhoto<Id>): string =>
    photo.classes.reduce((best, name) => ((frequencies.get(name) ?? 0) < (frequencies.get(best) ?? Infinity) ? name : best), withoutClass)
  const chosen: Id[] = []
  for (const isReviewed of [true, false]) {
    const strata = new Map<string, Id[]>()
    for (const photo of candidates) {
      if (photo.isReviewed !== isReviewed) continue
      const name = rarest(photo)
      const ids = strata.get(name)
      if (ids === undefined) strata.set(name, [photo.id])
      else ids.push(photo.id)
    }
    const turns = shuffled([...strata.values()], random).map((ids) => shuffled(ids, random))
    for (let turn = 0; chosen.length < count && turns.some((ids) => turn < ids.length); turn++) {
      for (const ids of turns) {
        const id = ids[turn]
        if (id !== undefined && chosen.length < count) chosen.push(id)
      }
    }
  }
  return chosen
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items]
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [a, b] = [result[at]!, result[other]!]
    result[at] = b
    result[other] = a
  }
  return result
}
