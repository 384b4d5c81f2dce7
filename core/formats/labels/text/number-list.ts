/**
 * Collects numbers. Arrays that are filled one by one from parsed text end up holding a boxed number per entry, three times
 * the memory; copied at once from a typed array they stay packed.
 */
export class NumberList {
  private values = new Float64Array(256)
  count = 0

  push(value: number): void {
    if (this.count === this.values.length) {
      const longer = new Float64Array(2 * this.count)
      longer.set(this.values)
      this.values = longer
    }
    this.values[this.count++] = value
  }

  /** The numbers so far as an array; the list is empty afterwards. */
  take(): number[] {
    const taken = packed(this.values, this.count)
    this.count = 0
    return taken
  }
}

function packed(values: Float64Array, count: number): number[] {
  const numbers = new Array<number>(count).fill(0.5)
  for (let at = 0; at < count; at++) numbers[at] = values[at]!
  return numbers
}
