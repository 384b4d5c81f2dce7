import { createHash } from 'node:crypto'
import { copyFile, readFile } from 'node:fs/promises'
import { AppError } from '#core/contract/errors'
import { sniffImage } from '#core/formats/images/sniff'
import { uprightSize } from '#core/model/photo'
import { isSystemError, mapFileError } from '../map-file-error'
import type { PhotoPool, ProbeOutcome } from '../runtime/photo-pool'

/** A pool in this thread that reads headers for real and decodes nothing; it notes what it was asked for. */
export interface SniffingPool extends PhotoPool {
  readonly probed: string[]
  readonly rendered: string[]
  /** Awaited before each probe. */
  beforeProbe: (path: string) => Promise<void>
}

async function probe(path: string): Promise<ProbeOutcome> {
  try {
    const bytes = await readFile(path)
    const contentHash = createHash('sha256').update(bytes).digest('hex')
    const outcome = sniffImage(bytes, bytes.length, { name: path })
    if (outcome.kind === 'refused') return { ...outcome, contentHash }
    if (outcome.kind === 'incomplete') throw new AppError('internal', 'The whole file was not enough.')
    return { kind: 'photo', contentHash, header: outcome.header, upright: uprightSize(outcome.header.stored, outcome.header.orientation) }
  } catch (error) {
    if (!isSystemError(error)) throw error
    const { code, message } = mapFileError(error, path, 'cannot-read')
    return { kind: 'refused', code, reason: message, contentHash: null }
  }
}

export function createSniffingPool(): SniffingPool {
  const probed: string[] = []
  const rendered: string[] = []
  const pool: SniffingPool = {
    probed,
    rendered,
    beforeProbe: () => Promise.resolve(),
    probe: async (path) => {
      await pool.beforeProbe(path)
      probed.push(path)
      return probe(path)
    },
    render: async ({ path, target }) => {
      rendered.push(path)
      await copyFile(path, target)
      return { kind: 'rendered', size: { width: 8, height: 8 } }
    },
    predict: () => Promise.reject(new AppError('internal', 'This pool has no models.')),
    features: () => Promise.reject(new AppError('internal', 'This pool has no models.')),
    fingerprint: () => Promise.reject(new AppError('internal', 'This pool decodes nothing.')),
    predictDepth: 1,
    info: () => Promise.resolve({ decoder: 'none', onnxRuntimeVersion: 'none', workers: 0 }),
    close: () => Promise.resolve(),
  }
  return pool
}
