import { agreement } from '#core/metrics/model-agreement'
import { calibrationFiles, spreadOver } from './calibration-files'
import { checkClassification } from './check-classification'
import { checkDetection } from './check-detection'
import { checkSegmentation } from './check-segmentation'
import type { AnsweredFile, QualityBench, QualityCheck } from './quality-bench'
import { modelOf } from './quality-bench'
import type { QualityRow } from './quality-row'
import { quantizeShipped } from './quantize-shipped'

/** What one quantized model must reach, and what Python ONNX Runtime 1.32 quantize_static (min-max) reached. */
interface QuantizeBar {
  readonly modelId: string
  readonly name: string
  readonly photos: number
  readonly check: QualityCheck
  readonly figure: string
  readonly mostLost: number
  readonly lostByReference: number
  readonly leastAgreement: number | null
  readonly agreementOfReference: number | null
  readonly megabytesOfReference: number
}

const bars: readonly QuantizeBar[] = [
  {
    modelId: 'mobilenet_v2_1.0_224',
    name: 'MobileNetV2 int8',
    photos: 200,
    check: checkClassification,
    figure: 'top-1',
    mostLost: 0.005,
    lostByReference: 0.7409 - 0.7068,
    leastAgreement: 0.95,
    agreementOfReference: 0.8705,
    megabytesOfReference: 3.85,
  },
  {
    modelId: 'ssdlite_mobilenet_v2_300',
    name: 'SSDLite int8',
    photos: 91,
    check: checkDetection,
    figure: 'AP',
    mostLost: 0.004,
    lostByReference: 0.2907 - 0.2744,
    leastAgreement: null,
    agreementOfReference: null,
    megabytesOfReference: 5.29,
  },
  {
    modelId: 'deeplabv3_mobilenet_v2_513',
    name: 'DeepLab int8',
    photos: 37,
    check: checkSegmentation,
    figure: 'mIoU',
    mostLost: 0.005,
    lostByReference: 0.766 - 0.776,
    leastAgreement: 0.985,
    agreementOfReference: null,
    megabytesOfReference: 2.51,
  },
]

const sizeMargin = 1.03
const mostSeconds = 120

/**
 * Our int8 models against float: loss, agreement, size, time to make. The figure is the first of the model's own check.
 * @param folder where the quantized models are written
 */
export function quantizeBars(folder: string): QualityCheck {
  return async (bench) => {
    const rows: QualityRow[] = []
    for (const bar of bars) rows.push(...(await checkOne(bench, bar, folder)))
    return rows
  }
}

async function checkOne(bench: QualityBench, bar: QuantizeBar, folder: string): Promise<QualityRow[]> {
  const files = spreadOver((await calibrationFiles[bar.modelId]?.(bench.dataFolder)) ?? [], bar.photos)
  const { model, seconds } = await quantizeShipped(modelOf(bench, bar.modelId), files, folder)
  const float = await measured(bench, bar)
  const coded = await measured({ ...bench, models: [model] }, bar)
  const rows: QualityRow[] = [
    {
      what: `${bar.name} ${bar.figure} lost of ${float.value.toFixed(4)}`,
      measured: float.value - coded.value,
      bar: { kind: 'at-most', value: bar.mostLost },
      reference: bar.lostByReference,
    },
    {
      what: `${bar.name} size, MB`,
      measured: model.card.bytes / 1e6,
      bar: { kind: 'at-most', value: bar.megabytesOfReference * sizeMargin },
      reference: bar.megabytesOfReference,
    },
    { what: `${bar.name} made in, s (${files.length} photos)`, measured: seconds, bar: { kind: 'at-most', value: mostSeconds }, reference: null },
  ]
  if (bar.leastAgreement !== null) {
    rows.push({
      what: `${bar.name} agreement with float, ${float.answers.length} photos`,
      measured: meanAgreement(float.answers, coded.answers),
      bar: { kind: 'at-least', value: bar.leastAgreement },
      reference: bar.agreementOfReference,
    })
  }
  return rows
}

/** The first figure of the model's check, and the answers it was taken from. */
async function measured(bench: QualityBench, bar: QuantizeBar): Promise<{ value: number; answers: readonly AnsweredFile[] }> {
  let answers: readonly AnsweredFile[] = []
  const [row] = await bar.check({
    ...bench,
    answer: async (model, paths) => {
      answers = await bench.answer(model, paths)
      return answers
    },
  })
  return { value: row?.measured ?? NaN, answers }
}

function meanAgreement(first: readonly AnsweredFile[], second: readonly AnsweredFile[]): number {
  const values = first.flatMap(({ prediction }, index) => {
    const other = second[index]
    return other === undefined ? [] : [agreement(prediction, other.prediction)]
  })
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
