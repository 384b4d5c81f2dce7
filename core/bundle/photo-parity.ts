import { compareOutputs, type NamedTensors } from '#core/bundle/parity'
import type { ModelCard } from '#core/model/model-card'
import type { PhotoParity } from '#core/model/phone-measurement'

/**
 * What a golden photo gave on a phone, compared with the desktop. Answers are compared in the frame of the model's input: the same on
 * both sides, and far smaller than a photo.
 */
export function photoParity(card: ModelCard, photo: string, desktop: NamedTensors, phone: NamedTensors): PhotoParity {
  const { isSame, maxDifference, agreement, sentence } = compareOutputs(card, card.inputSize, desktop, phone)
  return { photo, isSame, maxDifference: Number.isFinite(maxDifference) ? maxDifference : null, agreement, sentence }
}
