import type { ModelCard } from '#core/model/model-card'
import type { SizePx } from '#core/model/photo'
import type { Prediction } from '#core/model/prediction'
import { agreement } from '#core/metrics/model-agreement'
import type { CalibrationHooks } from '#core/quantize/calibration-hooks'
import { checkSignal } from '#core/quantize/calibration-hooks'
import type { CalibrationSource, FloatTensors } from '#core/quantize/calibration-source'
import { families } from '#core/zoo/families'
import { openGraph } from '../../runtime/open-graph'
import { prepareFile } from '../../runtime/prepare-file'
import { InputStore } from './input-store'

/** A photo to calibrate on or to check with. */
export interface CalibrationPhoto {
  readonly path: string
  /** How right an answer is by the photo's reviewed labels, 0..1; null without any. */
  readonly correctness: ((answer: Prediction) => number) | null
}

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

/**
 * Prepares photos for one model once and keeps the inputs on disk. Photos that cannot be read are left out and named.
 * Throws AppError `cancelled` when the signal is set, and what the disk reports when the inputs cannot be stored.
 * @param threads threads a graph may use
 */
export async function calibrateOnFiles(
  card: ModelCard,
  photos: readonly CalibrationPhoto[],
  threads: number,
  hooks: CalibrationHooks,
): Promise<FileCalibration> {
  const store = await InputStore.create(3 * card.inputSize.height * card.inputSize.width)
  try {
    const { kept, skipped } = await storeInputs(store, card, photos, hooks)
    return sourceOf(store, card, kept, skipped, threads)
  } catch (error) {
    await store.close()
    throw error
  }
}

type KeptPhoto = CalibrationPhoto & { readonly upright: SizePx }

async function storeInputs(
  store: InputStore,
  card: ModelCard,
  photos: readonly CalibrationPhoto[],
  hooks: CalibrationHooks,
): Promise<{ readonly kept: readonly KeptPhoto[]; readonly skipped: readonly SkippedFile[] }> {
  const kept: KeptPhoto[] = []
  const skipped: SkippedFile[] = []
  for (const photo of photos) {
    checkSignal(hooks)
    const prepared = await prepareFile(photo.path, card).catch((error: unknown) => {
      skipped.push({ path: photo.path, reason: error instanceof Error ? error.message : String(error) })
      return null
    })
    if (prepared !== null) {
      await store.add(prepared.data)
      kept.push({ ...photo, upright: prepared.upright })
    }
    hooks.progress({ step: 'preparing', done: kept.length + skipped.length, total: photos.length })
  }
  return { kept, skipped }
}

function sourceOf(
  store: InputStore,
  card: ModelCard,
  kept: readonly KeptPhoto[],
  skipped: readonly SkippedFile[],
  threads: number,
): FileCalibration {
  const dims = [1, 3, card.inputSize.height, card.inputSize.width]
  const answer = (index: number, outputs: FloatTensors) =>
    families[card.family].answer(card, outputs, { photo: kept[index]?.upright ?? card.inputSize })
  return {
    photoCount: store.count,
    skipped,
    photo: async (index) => ({ dataType: 'float32', dims, data: await store.read(index) }),
    open: (graph) => openGraph(graph, { threads }),
    agreement: (index, float, quantized) => agreement(answer(index, float), answer(index, quantized)),
    correctness: (index, outputs) => kept[index]?.correctness?.(answer(index, outputs)) ?? null,
    close: () => store.close(),
  }
}
