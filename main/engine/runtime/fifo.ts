/** First in, first out, in constant time also with a hundred thousand entries. */
export class Fifo<Value> {
  #incoming: Value[] = []
  /** Reversed. */
  #outgoing: Value[] = []

  get size(): number {
    return this.#incoming.length + this.#outgoing.length
  }

  push(value: Value): void {
    this.#incoming.push(value)
  }

  shift(): Value | undefined {
    if (this.#outgoing.length === 0) {
      this.#outgoing = this.#incoming.reverse()
      this.#incoming = []
    }
    return this.#outgoing.pop()
  }
}
