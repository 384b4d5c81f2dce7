import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { QualityCheck } from './quality-bench'
import { writeCocoCrops } from './tune/coco-crops'
import { tuneOnCrops } from './tune/tune-on-crops'

/** LogisticRegression of scikit-learn 1.5.2 (C 1) on the same features and split, see main/tools/long/tune-reference.ts. */
const referenceTop1 = 0.7051
const allowedLoss = 0.005

/**
 * A classifier trained by the engine on objects cut out of COCO photos, from labels to the measured version.
 * @param project folder with resources and the built workers
 */
export function checkTuning(project: string): QualityCheck {
  return async (bench) => {
    const folder = await mkdtemp(join(tmpdir(), 'mobilabel-tune-'))
    try {
      const photos = join(folder, 'photos')
      await mkdir(photos)
      const crops = await writeCocoCrops(bench.dataFolder, photos)
      const [report] = await tuneOnCrops({ photos, crops, folder, project }, [{ copies: 0, seed: 1 }])
      if (report === undefined) throw new Error('nothing was trained')
      return [
        {
          what: `Tuned MobileNetV2 top-1, ${report.photos} COCO objects of ${report.data.classes.length} classes`,
          measured: report.after.value,
          bar: { kind: 'at-least', value: referenceTop1 - allowedLoss },
          reference: referenceTop1,
        },
      ]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
