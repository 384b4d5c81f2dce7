/** Counts how often each true class was answered as each class. */
export class ConfusionMatrix {
  /** counts[truth * classes + answer] */
  private readonly counts: Float64Array

  constructor(readonly classes: number) {
    this.counts = new Float64Array(classes * classes)
  }

  /** Throws RangeError for a class outside the matrix. */
  add(truth: number, answer: number, count = 1): void {
    this.counts[this.at(truth, answer)]! += count
  }

  count(truth: number, answer: number): number {
    return this.counts[this.at(truth, answer)] ?? 0
  }

  /** How often the class was true. */
  truthCount(truth: number): number {
    let sum = 0
    for (let answer = 0; answer < this.classes; answer++) sum += this.count(truth, answer)
    return sum
  }

  /** How often the class was answered. */
  answerCount(answer: number): number {
    let sum = 0
    for (let truth = 0; truth < this.classes; truth++) sum += this.count(truth, answer)
    return sum
  }

  /** Share of right answers, 0..1; null without entries. */
  accuracy(): number | null {
    let right = 0
    let all = 0
    for (let truth = 0; truth < this.classes; truth++) {
      right += this.count(truth, truth)
      all += this.truthCount(truth)
    }
    return all === 0 ? null : right / all
  }

  /** Right answers over everything that was or was called the class, 0..1; null when it was never true. */
  intersectionOverUnion(index: number): number | null {
    const truth = this.truthCount(index)
    if (truth === 0) return null
    const right = this.count(index, index)
    return right / (truth + this.answerCount(index) - right)
  }

  private at(truth: number, answer: number): number {
    const inside = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < this.classes
    if (!inside(truth) || !inside(answer)) throw new RangeError(`class ${truth} or ${answer} is not among ${this.classes}`)
    return truth * this.classes + answer
  }
}
