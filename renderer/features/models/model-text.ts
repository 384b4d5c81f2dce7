import type { Fit } from '#core/model/model-card'
import type { ModelLineage } from '#core/model/model-lineage'
import type { Task } from '#core/model/prediction'

export const taskNames: Readonly<Record<Task, string>> = {
  classification: 'Classification',
  detection: 'Detection',
  segmentation: 'Segmentation',
}

export const taskTexts: Readonly<Record<Task, string>> = {
  classification: 'Gives the whole photo its most likely classes, each with a score.',
  detection: 'Finds objects and draws a box with class and score around each.',
  segmentation: 'Gives every pixel a class, so that areas and their outlines are known.',
}

/** How a photo meets the input of a model, in words. */
export function describeFit(fit: Fit): string {
  switch (fit.kind) {
    case 'stretch':
      return 'stretched to the input'
    case 'center-crop':
      return `shorter side to ${fit.shorterSide} px, middle cut out`
    case 'pad':
      return 'longer side to the input, the rest filled'
  }
}

const originNames: Readonly<Record<ModelLineage['kind'], string>> = { quantized: 'Quantized', tuned: 'Tuned', imported: 'Imported' }

/** How a model came here, a word; those without lineage came with the app. */
export function originText(lineage: ModelLineage | undefined): string {
  return lineage === undefined ? 'With the app' : originNames[lineage.kind]
}
