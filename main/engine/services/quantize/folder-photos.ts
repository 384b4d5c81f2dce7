import { join } from 'node:path'
import { choosePhotos, type PhotoChoice } from '#core/quantize/photos/choose-photos'
import { walkFolder } from '../scan/walk-folder'
import type { CalibrationPhoto } from './file-calibration'

/** Photos of a folder and everything below it, for calibration; each subfolder counts as one kind of photo. */
export async function folderPhotos(root: string, choice: PhotoChoice): Promise<CalibrationPhoto[]> {
  const names: string[] = []
  await walkFolder({
    root,
    excluded: new Set(),
    whenRunning: () => Promise.resolve(),
    sink: {
      found: async (files) => {
        names.push(...files.map((file) => file.relativePath))
      },
      // A file that cannot be read is no photo to calibrate on; reading it again would name the reason.
      skipped: async () => undefined,
    },
  })
  const candidates = names.sort().map((name) => ({ id: name, isReviewed: false, classes: [name.split('/').slice(0, -1).join('/')] }))
  return choosePhotos(candidates, choice).map((name) => ({ path: join(root, name), correctness: null }))
}
