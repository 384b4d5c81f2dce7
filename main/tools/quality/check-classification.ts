import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnsweredPhoto } from '#core/metrics/class-accuracy'
import { classAccuracy } from '#core/metrics/class-accuracy'
import type { QualityCheck } from './quality-bench'
import { modelOf } from './quality-bench'

const referenceTop1 = 0.7409
const publishedTop1 = 0.734
const publishedTop5 = 0.927
const allowedLoss = 0.01

interface LabelledFile {
  readonly file: string
  readonly classIndex: number
}

/** First two columns: file and class index. */
function parseLabels(csv: string): LabelledFile[] {
  return csv
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [file = '', index = ''] = line.split(',')
      return { file, classIndex: Number.parseInt(index, 10) }
    })
}

/** ImageNet accuracy of MobileNetV2 on 440 validation photos. */
export const checkClassification: QualityCheck = async (bench) => {
  const folder = join(bench.dataFolder, 'imagenet-val-sample')
  const labels = parseLabels(await readFile(join(folder, 'labels.csv'), 'utf8'))
  const answers = await bench.answer(
    modelOf(bench, 'mobilenet_v2_1.0_224'),
    labels.map(({ file }) => join(folder, file)),
  )
  const photos = answers.map(({ prediction }, index): AnsweredPhoto => {
    if (prediction.task !== 'classification') throw new Error(`expected tags, got ${prediction.task}`)
    return { truth: labels[index]?.classIndex ?? -1, ranked: prediction.tags.map((tag) => tag.index) }
  })
  const accuracy = classAccuracy(photos)
  if (accuracy === null) throw new Error(`${folder} lists no photos`)
  return [
    {
      what: `MobileNetV2 top-1, ${photos.length} ImageNet photos`,
      measured: accuracy.top1,
      bar: { kind: 'at-least', value: publishedTop1 - allowedLoss },
      reference: referenceTop1,
    },
    {
      what: `MobileNetV2 top-5, ${photos.length} ImageNet photos`,
      measured: accuracy.top5,
      bar: { kind: 'at-least', value: publishedTop5 - allowedLoss },
      reference: publishedTop5,
    },
  ]
}
