/** An answer about one class: its score and whether it was right. */
export interface ScoredAnswer {
  readonly score: number
  readonly isRight: boolean
}

const usual = 0.5

/**
 * The score from which answers about a class should count: that of the highest F1, in the middle between the two scores around it.
 * @param present how often the class is there, answers or not; without any, or without a right answer, 0.5
 */
export function proposeThreshold(answers: readonly ScoredAnswer[], present: number): number {
  if (present === 0 || !answers.some(({ isRight }) => isRight)) return usual
  const sorted = answers.toSorted((a, b) => b.score - a.score)
  let [right, best, threshold] = [0, 0, usual]
  for (const [rank, { score, isRight }] of sorted.entries()) {
    if (isRight) right++
    const next = sorted[rank + 1]?.score ?? 0
    if (next === score) continue
    const f1 = (2 * right) / (rank + 1 + present)
    if (f1 > best) [best, threshold] = [f1, (score + next) / 2]
  }
  return threshold
}
