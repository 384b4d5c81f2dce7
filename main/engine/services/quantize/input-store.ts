import type { FileHandle } from 'node:fs/promises'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Prepared model inputs of one length on disk, in order: calibration reads them many times, memory holds one. */
export class InputStore {
  readonly #folder: string
  readonly #file: FileHandle
  readonly #length: number
  readonly #buffer: Float32Array
  #count = 0

  private constructor(folder: string, file: FileHandle, length: number) {
    this.#folder = folder
    this.#file = file
    this.#length = length
    this.#buffer = new Float32Array(length)
  }

  /** A store in a folder of its own below the system's temporary folder. */
  static async create(length: number): Promise<InputStore> {
    const folder = await mkdtemp(join(tmpdir(), 'mobilabel-quantize-'))
    return new InputStore(folder, await open(join(folder, 'inputs'), 'w+'), length)
  }

  get count(): number {
    return this.#count
  }

  async add(input: Float32Array): Promise<void> {
    if (input.length !== this.#length) throw new RangeError(`an input has ${input.length} values, not ${this.#length}`)
    await this.#file.write(new Uint8Array(input.buffer, input.byteOffset, input.byteLength), 0, input.byteLength, this.#count * input.byteLength)
    this.#count++
  }

  /** Input `index`; valid until the next call. */
  async read(index: number): Promise<Float32Array> {
    const bytes = new Uint8Array(this.#buffer.buffer)
    const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, index * bytes.length)
    if (bytesRead !== bytes.length) throw new RangeError(`there is no input ${index}`)
    return this.#buffer
  }

  async close(): Promise<void> {
    await this.#file.close()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
