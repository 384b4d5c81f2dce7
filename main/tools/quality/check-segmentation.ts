import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPngIndices } from '#core/formats/images/png-index'
import { SegmentationScore } from '#core/metrics/segmentation-score'
import { inflateWithin } from '../../engine/runtime/decode/read-photo'
import type { QualityCheck } from './quality-bench'
import { modelOf } from './quality-bench'

/** PASCAL VOC overlap of DeepLab on the val part of the sample. */
export const checkSegmentation: QualityCheck = async (bench) => {
  const folder = join(bench.dataFolder, 'voc-sample')
  const list = await readFile(join(folder, 'ImageSets', 'Segmentation', 'val.txt'), 'utf8')
  const names = list.split(/\s+/).filter(Boolean)
  const model = modelOf(bench, 'deeplabv3_mobilenet_v2_513')
  const answers = await bench.answer(
    model,
    names.map((name) => join(folder, 'JPEGImages', `${name}.jpg`)),
  )
  const score = new SegmentationScore(model.card.labels.length)
  for (const [index, { prediction }] of answers.entries()) {
    if (prediction.task !== 'segmentation') throw new Error(`expected a mask, got ${prediction.task}`)
    const truth = readPngIndices(await readFile(join(folder, 'SegmentationClass', `${names[index] ?? ''}.png`)), inflateWithin)
    score.add(truth.data, prediction.mask)
  }
  const figures = score.figures()
  if (figures === null) throw new Error(`${folder} lists no photos`)
  return [
    {
      what: `DeepLab mIoU, ${names.length} VOC photos`,
      measured: figures.meanIou,
      bar: { kind: 'at-least', value: 0.762 },
      reference: 0.7659,
    },
    {
      what: `DeepLab pixel accuracy, ${names.length} VOC photos`,
      measured: figures.pixelAccuracy,
      bar: { kind: 'at-least', value: 0.957 },
      reference: 0.9607,
    },
  ]
}
