/** Reads one line of graph text from left to right; blanks between tokens do not count. */
export class TextScanner {
  readonly #line: string
  readonly #number: number
  #position = 0

  constructor(line: string, number: number) {
    this.#line = line.trim()
    this.#number = number
  }

  done(): boolean {
    return this.#rest() === ''
  }

  end(): void {
    if (!this.done()) this.fail('more text follows')
  }

  startsWith(token: string): boolean {
    return this.#rest().startsWith(token)
  }

  accept(token: string): boolean {
    if (!this.startsWith(token)) return false
    this.#position = this.#line.length - this.#rest().length + token.length
    return true
  }

  expect(token: string): void {
    if (!this.accept(token)) this.fail(`"${token}" is missing`)
  }

  /** A bare or double-quoted name. */
  name(): string {
    const quoted = /^"(?:[^"\\]|\\.)*"/.exec(this.#rest())?.[0]
    if (quoted === undefined) return this.#match(/^[\w/.-]+/, 'a name')
    this.expect(quoted)
    return JSON.parse(quoted) as string
  }

  word(): string {
    return this.#match(/^\w+/, 'a word')
  }

  /** A string in single quotes. */
  quoted(): string {
    return this.#match(/^'[^']*'/, 'a quoted string').slice(1, -1)
  }

  digits(): string {
    return this.#match(/^-?[\d.]+(?:e[+-]?\d+)?/, 'a number')
  }

  number(): number {
    return Number(this.digits())
  }

  /** Comma-separated items up to the closing token. */
  list<T>(close: string, item: () => T): T[] {
    const items: T[] = []
    while (!this.accept(close)) {
      items.push(item())
      this.accept(',')
    }
    return items
  }

  fail(reason: string): never {
    throw new SyntaxError(`Line ${this.#number}: ${reason} at "${this.#rest().slice(0, 20)}".`)
  }

  #rest(): string {
    return this.#line.slice(this.#position).trimStart()
  }

  #match(pattern: RegExp, what: string): string {
    const found = pattern.exec(this.#rest())?.[0]
    if (found === undefined) return this.fail(`${what} is missing`)
    this.expect(found)
    return found
  }
}
