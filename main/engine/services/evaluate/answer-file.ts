import { open, type FileHandle } from 'node:fs/promises'
import { deserialize, serialize } from 'node:v8'
import type { AnsweredTruth } from '#core/evaluate/answer-evaluator'

const lengthBytes = 4

/** Answers with labels on their way to the thread, one photo after another, so that memory does not grow with their number. */
export class AnswerFile {
  readonly #file: FileHandle
  #photos = 0

  private constructor(file: FileHandle) {
    this.#file = file
  }

  static async create(path: string): Promise<AnswerFile> {
    return new AnswerFile(await open(path, 'w'))
  }

  get photos(): number {
    return this.#photos
  }

  async add(photo: AnsweredTruth): Promise<void> {
    const record = serialize(photo)
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt32LE(record.length)
    await this.#file.writev([length, record])
    this.#photos++
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

/** What an `AnswerFile` holds, in the order in which it was added. */
export async function* readAnswerFile(path: string): AsyncGenerator<AnsweredTruth> {
  const file = await open(path, 'r')
  try {
    const length = Buffer.alloc(lengthBytes)
    while ((await file.read(length, 0, lengthBytes)).bytesRead === lengthBytes) {
      const record = Buffer.alloc(length.readUInt32LE())
      await file.read(record, 0, record.length)
      yield deserialize(record) as AnsweredTruth
    }
  } finally {
    await file.close()
  }
}
