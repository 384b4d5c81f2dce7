import type { ModelCard } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import { agreement } from '#core/metrics/model-agreement'
import type { CalibrationSource, FloatTensors } from '#core/quantize/calibration-source'
import { families } from '#core/zoo/families'
import { openGraph } from '../../runtime/open-graph'
import { prepareFile } from '../../runtime/prepare-file'
import { InputStore } from './input-store'

/** A photo that calibration had to leave out. */
export interface SkippedFile {
  readonly path: string
  readonly reason: string
}

/** Calibration on photo files, to be closed after use. */
export interface FileCalibration extends CalibrationSource {
  readonly skipped: readonly SkippedFile[]
  close(): Promise<void>
}

/** Prepares photos for one model once and keeps the inputs on disk. Photos that cannot be read are left out and named. */
export async function calibrateOnFiles(card: ModelCard, paths: readonly string[], threads: number): Promise<FileCalibration> {
  const dims = [1, 3, card.inputSize.height, card.inputSize.width]
  const store = await InputStore.create(3 * card.inputSize.height * card.inputSize.width)
  const uprights: SizePx[] = []
  const skipped: SkippedFile[] = []
  for (const path of paths) {
    try {
      const { data, upright } = await prepareFile(path, card)
      await store.add(data)
      uprights.push(upright)
    } catch (error) {
      skipped.push({ path, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  const answer = (index: number, outputs: FloatTensors) =>
    families[card.family].answer(card, outputs, { photo: uprights[index] ?? card.inputSize })
  return {
    photoCount: store.count,
    skipped,
    photo: async (index) => ({ dataType: 'float32', dims, data: await store.read(index) }),
    open: (graph) => openGraph(graph, { threads }),
    agreement: (index, float, quantized) => agreement(answer(index, float), answer(index, quantized)),
    close: () => store.close(),
  }
}
