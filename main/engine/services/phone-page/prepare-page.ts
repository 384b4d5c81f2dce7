import { join } from 'node:path'
import type { PageModel, PageSession } from '#core/bundle/page-exchange'
import { AppError } from '#core/contract/errors'
import type { PhonePageOrder } from '#core/contract/phone-page'
import type { JobContext } from '../../jobs'
import type { ModelFile } from '../../runtime/photo-pool'
import type { BundleExporter } from '../bundle/bundle-exporter'
import { packBundle } from '../bundle/pack-bundle'
import type { LeftOut } from '../bundle/write-bundle'
import { builtPageFiles, bundleFiles, pageFile, type PageFile, type PageFiles } from './page-files'

export interface PreparedPage {
  readonly files: PageFiles
  readonly session: PageSession
  readonly leftOut: readonly LeftOut[]
}

export interface PageParts {
  readonly exporter: Pick<BundleExporter, 'write'>
  /** The built page. */
  readonly pageFolder: string
  readonly appVersion: string
}

/**
 * Writes the models with their golden photos into an empty folder and lists what may be asked for. Throws `cancelled`,
 * `unsupported-model`, or what the disk reports.
 */
export async function preparePage(models: readonly ModelFile[], order: PhonePageOrder, folder: string, parts: PageParts, context: JobContext): Promise<PreparedPage> {
  const files = new Map<string, PageFile>(await builtPageFiles(parts.pageFolder))
  const shown: PageModel[] = []
  const leftOut: LeftOut[] = []
  for (const [at, model] of models.entries()) {
    await context.whenRunning()
    const { card } = model
    const report = (step: string): void => context.report({ done: at, total: models.length, step: `${card.name}: ${step}` })
    const own = { ...context, report: ({ step }: { step?: string }) => report(step ?? 'Preparing'), paused: false }
    const base = `/models/${at}`
    const modelFolder = join(folder, String(at))
    const { manifest, leftOut: missing } = await parts.exporter.write(model, { formats: ['onnx'], golden: order.golden, threshold: order.threshold }, modelFolder, own)
    leftOut.push(...missing)
    const [file] = manifest.files
    if (file === undefined) throw new AppError('unsupported-model', `"${card.name}" has no file for the phone.`)
    report('Packing')
    const zip = { url: `${base}.zip`, name: `${card.id}.zip` }
    for (const [address, each] of bundleFiles(modelFolder, manifest, base)) files.set(address, each)
    files.set(zip.url, pageFile(await packBundle(modelFolder), zip.name))
    shown.push({ card, file: { ...file, url: `${base}/${file.path}` }, golden: manifest.golden, goldenUrl: base, zip })
  }
  return { files, session: { appVersion: parts.appVersion, threshold: order.threshold, models: shown }, leftOut }
}
