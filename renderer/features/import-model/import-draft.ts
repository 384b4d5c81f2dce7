import type { ImportChoices } from '#core/model/import-choices'
import type { ImportProposal } from '#core/model/import-proposal'
import type { ClassLabel } from '#core/model/model-card'
import type { ScalingName } from '#core/model/named-scalings'
import { namedScalings, scalingWords } from '#core/model/named-scalings'

/** A choice that is made from a list, as the window shows it. */
export interface ListedChoice {
  readonly key: string
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** The choices with another value taken. */
  readonly take: (value: string) => ImportChoices
}

/** What the file says where it has no name. */
const ownScaling = 'own'

function scalingOf({ input }: ImportChoices): string {
  const near = (a: readonly number[], b: readonly number[]): boolean => a.every((value, index) => Math.abs(value - (b[index] ?? 0)) < 1e-4)
  const known = Object.entries(namedScalings).find(([, { mean, std }]) => near(input.normalisation.mean, mean) && near(input.normalisation.std, std))
  return known?.[0] ?? ownScaling
}

function scalingChoice(choices: ImportChoices, proposed: ImportChoices): ListedChoice {
  const options = Object.entries(scalingWords).map(([value, label]) => ({ value, label }))
  return {
    key: 'scaling',
    label: 'Pixel values',
    value: scalingOf(choices),
    options: scalingOf(proposed) === ownScaling ? [{ value: ownScaling, label: 'As the file says' }, ...options] : options,
    take: (value) => {
      const named = Object.hasOwn(namedScalings, value) ? namedScalings[value as ScalingName] : proposed.input.normalisation
      return { ...choices, input: { ...choices.input, normalisation: { mean: [...named.mean], std: [...named.std] } } }
    },
  }
}

const pairs = {
  layout: [['channels-first', 'First, one plane each'], ['channels-last', 'Last, pixel by pixel']],
  channels: [['rgb', 'Red, green, blue'], ['bgr', 'Blue, green, red']],
  fit: [['stretch', 'Stretched to the input'], ['pad', 'Whole, the rest filled up'], ['center-crop', 'The middle of it']],
} as const

const listed = (entries: readonly (readonly [string, string])[]): ListedChoice['options'] => entries.map(([value, label]) => ({ value, label }))

function inputChoices(choices: ImportChoices): ListedChoice[] {
  const { input, fit, task } = choices
  const fits = pairs.fit.filter(([kind]) => task !== 'segmentation' || kind !== 'center-crop')
  return [
    { key: 'layout', label: 'Colours', value: input.layout, options: listed(pairs.layout), take: (value) => ({ ...choices, input: { ...input, layout: value as typeof input.layout } }) },
    { key: 'channels', label: 'Order of colours', value: input.channels, options: listed(pairs.channels), take: (value) => ({ ...choices, input: { ...input, channels: value as typeof input.channels } }) },
    { key: 'fit', label: 'A photo is', value: fit.kind, options: listed(fits), take: (value) => ({ ...choices, fit: fitOf(value, choices) }) },
  ]
}

function fitOf(kind: string, { input }: ImportChoices): ImportChoices['fit'] {
  if (kind === 'center-crop') return { kind, shorterSide: Math.round((Math.max(input.size.width, input.size.height) * 256) / 224) }
  return { kind: kind === 'pad' ? 'pad' : 'stretch' }
}

/** Parts of a reading that shapes cannot tell, by their name in it. */
const readingParts: Readonly<Record<string, { readonly label: string; readonly options: readonly (readonly [string, string])[] }>> = {
  order: { label: 'Boxes stand in', options: [['rows', 'Rows'], ['columns', 'Columns']] },
  objectness: { label: 'Objectness', options: [['with', 'In each row'], ['without', 'None']] },
  unit: { label: 'Boxes are in', options: [['pixels', 'Pixels of the input'], ['shares', 'Shares of the input, 0 to 1']] },
  corners: { label: 'A box is', options: [['top-left-bottom-right', 'Top, left, bottom, right'], ['left-top-right-bottom', 'Left, top, right, bottom']] },
  firstColumn: { label: 'First column of scores', options: [['class', 'A class'], ['background', 'The background']] },
  axis: { label: 'Scores of a cell', options: [['channels-first', 'One plane per class'], ['channels-last', 'Side by side']] },
}

const scoreValues: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'class-scores': [['logits', 'Logits'], ['probabilities', 'Probabilities']],
  'anchor-boxes': [['probabilities', 'Probabilities'], ['sigmoid-logits', 'Logits, a sigmoid each'], ['softmax-logits', 'Logits, a softmax over all']],
  'decoded-boxes': [['probabilities', 'Probabilities'], ['sigmoid-logits', 'Logits, a sigmoid each'], ['softmax-logits', 'Logits, a softmax over all']],
}

function readingChoices(choices: ImportChoices): ListedChoice[] {
  const { reading } = choices
  const choice = (key: string, value: string, label: string, options: readonly (readonly [string, string])[]): ListedChoice => ({
    key,
    label,
    value,
    options: listed(options),
    // The value comes from the list of this very part, so the reading stays one.
    take: (taken) => ({ ...choices, reading: { ...reading, [key]: taken } as ImportChoices['reading'] }),
  })
  return Object.entries(reading).flatMap(([key, value]) => {
    if (typeof value !== 'string') return []
    if (key === 'values') return [choice(key, value, 'Scores are', scoreValues[reading.kind] ?? [])]
    const part = readingParts[key]
    return part === undefined ? [] : [choice(key, value, part.label, part.options)]
  })
}

/** Everything that can be chosen from a list, in the order it is shown. */
export function listedChoices(choices: ImportChoices, proposed: ImportChoices): readonly ListedChoice[] {
  return [scalingChoice(choices, proposed), ...inputChoices(choices), ...readingChoices(choices)]
}

/** What a reading is called. */
export const readingNames: Readonly<Record<ImportChoices['reading']['kind'], string>> = {
  'class-scores': 'Classifier: one score per class',
  'anchor-boxes': 'Detector: boxes relative to anchors, scores per class',
  'box-rows': 'Detector: box and scores in one row',
  'decoded-boxes': 'Detector: boxes and scores before suppression',
  'picked-boxes': 'Detector: boxes already chosen',
  'score-map': 'Segmenter: scores per cell',
  'class-map': 'Segmenter: a class per cell',
}

/** Names to look at answers with before there are real ones; empty when the number of classes is not known. */
export function numberedLabels({ classCount, firstClass }: ImportProposal): readonly ClassLabel[] {
  return Array.from({ length: classCount ?? 0 }, (_, index) => ({ id: firstClass + index, name: `class ${firstClass + index}` }))
}
