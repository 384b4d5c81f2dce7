import { classify } from '#core/zoo/class-scores'
import type { Family } from '#core/zoo/family'
import { namedOutput } from '#core/zoo/named-output'
import { decodeSizeFor } from '#core/zoo/photo-fit'
import { preparePhoto } from '#core/zoo/prepare-photo'

/** MobileNetV2 classifiers (Sandler et al. 2018, arXiv:1801.04381). Output `logits` [1, classes]. */
export const mobilenetV2: Family = {
  id: 'mobilenet-v2',
  task: 'classification',
  decodeSize: (card, photo) => decodeSizeFor(card.fit, photo, card.inputSize),
  prepare: preparePhoto,
  answer: (card, outputs) => {
    const logits = namedOutput(outputs, 'logits', 2)
    if (logits.data.length !== card.labels.length) {
      throw new Error(`${card.id} answers ${logits.data.length} classes but has ${card.labels.length} labels`)
    }
    return classify(logits.data, card.scores)
  },
}
