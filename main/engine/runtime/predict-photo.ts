import { AppError } from '#core/contract/errors'
import { uprightSize, type SizePx } from '#core/model/photo'
import { families } from '#core/zoo/families'
import { asRefusal } from './as-refusal'
import { decodePhoto, type DecodedPhoto } from './decode/decode-photo'
import type { PhotoFile } from './decode/read-photo'
import type { PixelRoom } from './decode/stored-pixels'
import type { ModelAnswer, ModelFile, PredictOutcome, StepTimes } from './photo-pool'
import { endsInHeader } from './probe-photo'
import { VectorResampler } from './resample/vector-resampler'
import type { SessionCache } from './session-cache'

/** The bytes of a file, or why they could not be read. */
export type PendingFile = Promise<{ readonly file: PhotoFile } | { readonly error: unknown }>

type SharedTimes = Pick<StepTimes, 'readMs' | 'decodeMs'>

/** Large enough for every model: the photo is decoded once. */
function decodeSizeFor(models: readonly ModelFile[], photo: SizePx): SizePx {
  const sizes = models.map(({ card }) => families[card.family].decodeSize(card, photo))
  return { width: Math.max(1, ...sizes.map(({ width }) => width)), height: Math.max(1, ...sizes.map(({ height }) => height)) }
}

/** Answers photos with models, one photo at a time. */
export class PhotoPredictor {
  readonly #sessions: SessionCache
  /** Holds the pixels and the input of the photo in work. */
  readonly #resampler = new VectorResampler()
  readonly #room: PixelRoom = (bytes) => this.#resampler.pixels(bytes)

  constructor(sessions: SessionCache) {
    this.#sessions = sessions
  }

  /** Never throws for a bad file or a failing model. */
  async predict(read: () => PendingFile, models: readonly ModelFile[]): Promise<PredictOutcome> {
    const startedAtMs = performance.now()
    const outcome = await read()
    if ('error' in outcome) return { ...asRefusal(outcome.error), contentHash: null }
    const { file } = outcome
    const { contentHash, sniffed } = file
    if (sniffed.kind === 'refused') return { kind: 'refused', code: sniffed.code, reason: sniffed.reason, contentHash }
    try {
      if (sniffed.kind === 'incomplete') throw new AppError('image-damaged', endsInHeader)
      const { header } = sniffed
      const readAtMs = performance.now()
      const atLeast = decodeSizeFor(models, uprightSize(header.stored, header.orientation))
      const decoded = await decodePhoto(file.bytes, header, { atLeast, room: this.#room })
      const share = models.length
      const shared = { readMs: (readAtMs - startedAtMs) / share, decodeMs: (performance.now() - readAtMs) / share }
      const answers: ModelAnswer[] = []
      for (const model of models) answers.push(await this.#answer(model, decoded, shared))
      return {
        kind: 'answers',
        contentHash,
        bytes: file.bytes.length,
        modifiedMs: file.modifiedMs,
        header: { ...header, notes: decoded.notes },
        upright: decoded.upright,
        answers,
      }
    } catch (error) {
      return { ...asRefusal(error), contentHash }
    }
  }

  async #answer(model: ModelFile, photo: DecodedPhoto, shared: SharedTimes): Promise<ModelAnswer> {
    const { card } = model
    const family = families[card.family]
    let times: StepTimes = { ...shared, prepareMs: 0, inferMs: 0, answerMs: 0 }
    try {
      const session = await this.#sessions.session(model)
      const startedAtMs = performance.now()
      const into = this.#resampler.tensor(3 * card.inputSize.width * card.inputSize.height) ?? undefined
      const { tensor } = family.prepare(card, photo.image, { into, resampler: this.#resampler })
      const preparedAtMs = performance.now()
      const outputs = await session.run(tensor)
      const inferredAtMs = performance.now()
      const prediction = family.answer(card, outputs, { photo: photo.upright })
      times = {
        ...shared,
        prepareMs: preparedAtMs - startedAtMs,
        inferMs: inferredAtMs - preparedAtMs,
        answerMs: performance.now() - inferredAtMs,
      }
      return { modelId: card.id, outcome: { kind: 'answer', prediction }, times }
    } catch (error) {
      return { modelId: card.id, outcome: asRefusal(error), times }
    }
  }
}
