import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ModelRegistry } from '../../engine/services/model-registry'
import { checkClassification } from './check-classification'
import type { QualityBench, QualityCheck } from './quality-bench'
import { writeCocoCrops } from './tune/coco-crops'
import { tuneOnCrops } from './tune/tune-on-crops'

/** LogisticRegression of scikit-learn 1.5.2 (C 1) on the same features and split, see main/tools/long/tune-reference.ts. */
const referenceTop1 = 0.7051
const allowedLoss = 0.005

const extendedName = 'Old and new'
const parentId = 'mobilenet_v2_1.0_224'
/** Without stand-ins for the old classes 0.375 of ImageNet's photos were still right, of 0.739. */
const leastOfOld = 0.66
const leastOfNew = 0.45

/** ImageNet accuracy of the version that got new classes. */
async function oldClasses(bench: QualityBench, project: string, folder: string): Promise<number> {
  const models = await new ModelRegistry(join(project, 'resources'), join(folder, 'models')).list()
  const tuned = models.find(({ card }) => card.name === extendedName)
  if (tuned === undefined) throw new Error('the version is not there')
  const [row] = await checkClassification({ ...bench, models: [{ path: tuned.path, card: { ...tuned.card, id: parentId } }] })
  return row?.measured ?? NaN
}

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
      const [report, extended] = await tuneOnCrops({ photos, crops, folder, project }, [{}, { kept: 'extend', name: extendedName }])
      if (report === undefined || extended === undefined) throw new Error('nothing was trained')
      return [
        {
          what: `Tuned MobileNetV2 top-1, ${report.photos} COCO objects of ${report.data.classes.length} classes`,
          measured: report.after.value,
          bar: { kind: 'at-least', value: referenceTop1 - allowedLoss },
          reference: referenceTop1,
        },
        {
          what: `${report.data.classes.length} classes beside the old 1000: top-1 of the new`,
          measured: extended.after.value,
          bar: { kind: 'at-least', value: leastOfNew },
          reference: null,
        },
        {
          what: `${report.data.classes.length} classes beside the old 1000: top-1 of the old`,
          measured: await oldClasses(bench, project, folder),
          bar: { kind: 'at-least', value: leastOfOld },
          reference: null,
        },
      ]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
