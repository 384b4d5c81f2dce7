import { AppError } from '#core/contract/errors'
import type { ImportChoices, OutputReading } from '#core/model/import-choices'
import { outputReading } from '#core/model/import-choices'
import type { Normalisation } from '#core/model/model-card'
import type { ScalingName } from '#core/model/named-scalings'
import { namedScalings } from '#core/model/named-scalings'
import { readingRules } from '#core/zoo/import/standard-outputs'
import { pictureSize } from '../picture-size'

/** Options that change a proposal, as typed. */
export interface ChoiceOptions {
  readonly task?: string | undefined
  readonly scaling?: string | undefined
  readonly layout?: string | undefined
  readonly channels?: string | undefined
  readonly size?: string | undefined
  readonly fit?: string | undefined
  readonly reading?: string | undefined
}

function oneOf<Value extends string>(option: string, text: string, values: readonly Value[]): Value {
  const value = values.find((candidate) => candidate === text)
  if (value === undefined) throw new AppError('bad-input', `${option} must be one of ${values.join(', ')}, not "${text}".`)
  return value
}

/** A name, or six numbers: the means of red, green and blue, then their deviations, of 0..1. */
export function scalingOption(text: string): Normalisation {
  if (Object.hasOwn(namedScalings, text)) return namedScalings[text as ScalingName]
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [red = 0, green = 0, blue = 0, redDeviation = 0, greenDeviation = 0, blueDeviation = 0] = numbers
  if (numbers.length !== 6 || numbers.some((number) => !Number.isFinite(number)) || Math.min(redDeviation, greenDeviation, blueDeviation) <= 0) {
    throw new AppError('bad-input', `--scaling must be one of ${Object.keys(namedScalings).join(', ')}, or mean and deviation as six numbers, not "${text}".`)
  }
  return { mean: [red, green, blue], std: [redDeviation, greenDeviation, blueDeviation] }
}

const fits = ['stretch', 'pad', 'center-crop'] as const

function fitOption(text: string, choices: ImportChoices): ImportChoices['fit'] {
  const kind = oneOf('--fit', text, fits)
  if (kind !== 'center-crop') return { kind }
  return choices.fit.kind === kind ? choices.fit : { kind, shorterSide: Math.round((Math.max(choices.input.size.width, choices.input.size.height) * 256) / 224) }
}

/** `{"kind": …}` as JSON, or changes to the proposed reading: `order=rows,unit=shares`. */
function readingOption(text: string, proposed: OutputReading): OutputReading {
  const given = text.trimStart().startsWith('{') ? parsedJson(text) : { ...proposed, ...Object.fromEntries(text.split(',').map((part) => pairOf(part))) }
  const reading = outputReading.safeParse(given)
  if (reading.success) return reading.data
  const issue = reading.error.issues[0]
  throw new AppError('bad-input', `--reading does not fit: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

function pairOf(part: string): readonly [string, string] {
  const [key = '', value] = part.split('=')
  if (value === undefined) throw new AppError('bad-input', `--reading takes KEY=VALUE, not "${part}".`)
  return [key.trim(), value.trim()]
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('bad-input', '--reading is not JSON.', { cause })
  }
}

/** The proposal with what was typed instead. Throws AppError `bad-input` naming the option that is wrong. */
export function changedChoices(proposed: ImportChoices, options: ChoiceOptions): ImportChoices {
  const reading = options.reading === undefined ? proposed.reading : readingOption(options.reading, proposed.reading)
  const { task } = readingRules[reading.kind]
  if (options.task !== undefined && oneOf('--task', options.task, ['classification', 'detection', 'segmentation']) !== task) {
    throw new AppError('bad-input', `The outputs look like ${task}, not ${options.task}.`, { hint: 'Say with --reading how they are to be read.' })
  }
  const scaling = options.scaling === undefined ? null : scalingOption(options.scaling)
  const input: ImportChoices['input'] = {
    ...proposed.input,
    ...(options.layout === undefined ? {} : { layout: oneOf('--layout', options.layout, ['channels-first', 'channels-last']) }),
    ...(options.channels === undefined ? {} : { channels: oneOf('--channels', options.channels, ['rgb', 'bgr']) }),
    ...(options.size === undefined ? {} : { size: pictureSize('--size', options.size) }),
    ...(scaling === null ? {} : { normalisation: { mean: [...scaling.mean], std: [...scaling.std] } }),
  }
  const choices = { task, input, reading, fit: proposed.fit }
  return options.fit === undefined ? choices : { ...choices, fit: fitOption(options.fit, choices) }
}
