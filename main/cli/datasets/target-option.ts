import { resolve } from 'node:path'
import type { ExportOrder } from '#core/contract/datasets'
import { AppError } from '#core/contract/errors'

/** Where --out points: a name that ends in .zip is an archive, any other a folder. Throws `bad-input` when it is left out. */
export function targetOption(out: string | undefined): ExportOrder['target'] {
  if (out === undefined) throw new AppError('bad-input', '--out is missing.', { hint: 'Name a folder, or a file that ends in .zip.' })
  return { kind: out.toLowerCase().endsWith('.zip') ? 'zip' : 'folder', path: resolve(out) }
}

/** The pixel frame asked for. Throws `bad-input` for another word. */
export function frameOption(text: string): ExportOrder['frame'] {
  if (text === 'upright' || text === 'raw') return text
  throw new AppError('bad-input', `--frame is upright or raw, not "${text}".`)
}
