import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { TrainingState } from '#core/tune/training-source'
import { fileErrorName, mapFileError } from '../../map-file-error'

const header = z.object({
  epochs: z.array(z.object({ epoch: z.number(), trainLoss: z.number(), validationLoss: z.number(), validationMetric: z.number(), rate: z.number() })),
  bestEpoch: z.number().nullable(),
  rate: z.number().nullable(),
  finished: z.boolean(),
  lengths: z.tuple([z.number(), z.number(), z.number()]),
})

const lengthBytes = 4

/** Stores a state whole: length of the header, header in JSON, then best, current and velocity numbers. Throws `cannot-write` or `disk-full`. */
export async function writeCheckpoint(path: string, { best, parameters, velocity, ...facts }: TrainingState): Promise<void> {
  const text = Buffer.from(JSON.stringify({ ...facts, lengths: [best.length, parameters.length, velocity.length] }))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32LE(text.length)
  const numbers = [best, parameters, velocity].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))
  const unfinished = `${path}.unfinished`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(unfinished, 'w')
    try {
      await file.writeFile(Buffer.concat([length, text, ...numbers]))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    throw mapFileError(error, path, 'cannot-write')
  }
}

/** The stored state; null when there is none, or none that can be read: then training starts anew. */
export async function readCheckpoint(path: string): Promise<TrainingState | null> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    if (fileErrorName(error) === 'ENOENT') return null
    throw mapFileError(error, path, 'cannot-read')
  }
  const textEnd = lengthBytes + (bytes.length < lengthBytes ? 0 : bytes.readUInt32LE(0))
  const facts = header.safeParse(parsedJson(bytes.subarray(lengthBytes, textEnd).toString()))
  if (!facts.success) return null
  const { lengths, ...rest } = facts.data
  const [best, parameters, velocity] = lengths
  if (bytes.length !== textEnd + 4 * (best + parameters + velocity)) return null
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset + textEnd, bytes.byteOffset + bytes.length))
  return {
    ...rest,
    best: numbers.slice(0, best),
    parameters: numbers.slice(best, best + parameters),
    velocity: numbers.slice(best + parameters),
  }
}

export async function removeCheckpoint(path: string): Promise<void> {
  await rm(dirname(path), { recursive: true, force: true })
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
