import { resolve } from 'node:path'
import type { BundleContent } from '#core/contract/bundle'
import { AppError } from '#core/contract/errors'
import type { EngineClient } from '#core/contract/index'
import type { PhonePlace } from '#core/contract/phones'
import { bundleFormatIds, type BundleFormatId } from '#core/model/bundle-format'
import { listProblemAdvice, noPhoneAdvice, phoneStateAdvice } from '#core/model/phone'
import { numberOption } from '../parse-options'

/** Formats named with commas. Throws `bad-input` for an unknown one. */
export function formatsOption(text: string | undefined): BundleFormatId[] {
  if (text === undefined) return ['onnx']
  return text.split(',').map((name) => {
    const format = bundleFormatIds.find((id) => id === name.trim())
    if (format === undefined) throw new AppError('bad-input', `There is no format "${name.trim()}".`, { hint: `Formats: ${bundleFormatIds.join(', ')}.` })
    return format
  })
}

/** What of a model goes to a phone, for `parseOptions`. */
export const contentOptions = {
  formats: { type: 'string' },
  photos: { type: 'string' },
  golden: { type: 'string' },
  threshold: { type: 'string' },
} as const

/** The same for people. */
export const contentHelp = `  --formats LIST   with commas (default onnx): ${bundleFormatIds.join(', ')}
  --photos FOLDER  golden photos from there; without it of the project
  --golden N       golden photos, at most (default 4)
  --threshold T    scores below are not shown by the samples, 0 to 1 (default 0.3)`

const usualGolden = 4
const usualThreshold = 0.3

/** What the options say. Throws `bad-input` for values out of range and unknown formats. */
export function contentOption(values: { readonly [Name in keyof typeof contentOptions]?: string | undefined }): BundleContent {
  return {
    formats: formatsOption(values.formats),
    golden: goldenOption(values.photos, values.golden === undefined ? usualGolden : numberOption('--golden', values.golden, 0, 100), 1),
    threshold: values.threshold === undefined ? usualThreshold : numberOption('--threshold', values.threshold, 0, 1),
  }
}

/** Photos to prove with: of a folder, or the project's own. */
export function goldenOption(photos: string | undefined, count: number, seed: number): BundleContent['golden'] {
  return photos === undefined ? { kind: 'sample', scope: { kind: 'filter', filter: {} }, count, seed } : { kind: 'folder', path: resolve(photos), count, seed }
}

/** download, temporary, or the name of an app's package. */
export function placeOption(text: string | undefined): PhonePlace {
  if (text === undefined || text === 'download') return { kind: 'download' }
  return text === 'temporary' ? { kind: 'temporary' } : { kind: 'app', package: text }
}

/** The phone named, or the only one that is ready. Throws `phone-unplugged` or `bad-input` saying which there are. */
export async function chosenPhone(client: EngineClient, serial: string | undefined): Promise<string> {
  if (serial !== undefined) return serial
  const { phones, problem } = await client.call('phone.list', {})
  if (problem !== null) throw new AppError('no-adb', listProblemAdvice[problem].sentence, { hint: listProblemAdvice[problem].next })
  const ready = phones.filter(({ state }) => state === 'ready')
  const [only] = ready
  if (only !== undefined && ready.length === 1) return only.serial
  if (ready.length > 1) throw new AppError('bad-input', `${ready.length} phones are attached.`, { hint: `Name one with --phone: ${ready.map((phone) => phone.serial).join(', ')}.` })
  const [other] = phones
  const { sentence, next } = other === undefined ? noPhoneAdvice : phoneStateAdvice[other.state]
  throw new AppError('phone-unplugged', other === undefined ? sentence : `${other.model ?? other.serial}: ${sentence}`, { hint: next })
}
