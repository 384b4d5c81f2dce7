/** Bytes that arrive in pieces and are taken in others. */
export class ByteQueue {
  readonly #pieces: Buffer[] = []
  #length = 0
  #ended = false
  #wake: (() => void) | null = null

  push(piece: Buffer): void {
    this.#pieces.push(piece)
    this.#length += piece.length
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** Exactly so many bytes; null when the stream ends before. */
  async take(length: number): Promise<Buffer | null> {
    while (this.#length < length) {
      if (this.#ended) return null
      await this.#more()
    }
    const all = Buffer.concat(this.#pieces)
    this.#pieces.splice(0, this.#pieces.length, all.subarray(length))
    this.#length -= length
    return all.subarray(0, length)
  }

  /** Whatever is there, at least one byte; null at the end. */
  async takeSome(): Promise<Buffer | null> {
    while (this.#length === 0) {
      if (this.#ended) return null
      await this.#more()
    }
    return this.take(this.#length)
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = null
        resolve()
      }
    })
  }
}
