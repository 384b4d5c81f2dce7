import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describeAnswer } from '#core/bundle/describe-answer'
import { manifestName, manifestSchema, manifestSchemaName, type BundleManifest, type BundleModelFile, type GoldenPhoto } from '#core/bundle/manifest'
import { samples } from '#core/bundle/samples/samples'
import { AppError } from '#core/contract/errors'
import type { BundleFormatId } from '#core/model/bundle-format'
import { openModelSession } from '../../runtime/model-session'
import type { ModelFile } from '../../runtime/photo-pool'
import { renderPhoto } from '../../runtime/render-photo'
import { runGoldenPhoto } from '../../runtime/golden-photo'
import type { ThreadHooks } from '../../threads/serve-thread'
import { converters, sourceModel } from './export-formats'

export interface BundleTask {
  readonly model: ModelFile
  readonly formats: readonly BundleFormatId[]
  /** Photos to prove with, and their hashes. */
  readonly photos: readonly { readonly path: string; readonly name: string; readonly sha256: string }[]
  readonly threshold: number
  /** An empty folder. */
  readonly folder: string
  readonly createdAt: string
  readonly appVersion: string
}

export interface BundleProgress {
  readonly done: number
  readonly total: number
  readonly step: string
}

/** A format or a photo that had to be left out. */
export interface LeftOut {
  readonly what: string
  readonly reason: string
}

export interface WrittenBundle {
  readonly manifest: BundleManifest
  readonly leftOut: readonly LeftOut[]
}

const pictureSidePx = 1024

/** Writes files below one folder and keeps their hashes. */
class BundleFolder {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  pathOf(name: string): string {
    return join(this.#root, ...name.split('/'))
  }

  async write(name: string, bytes: Uint8Array): Promise<{ readonly path: string; readonly bytes: number; readonly sha256: string }> {
    const path = this.pathOf(name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes, { flag: 'wx' })
    return { path: name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
}

/**
 * Writes a bundle: the model in each format, labels, samples, photos with what this computer answers, and the manifest. Formats that
 * cannot hold the model and photos that cannot be read are left out and named; throws when no format is left, `cancelled`, or what the
 * disk reports.
 */
export async function writeBundle(task: BundleTask, { signal, progress }: ThreadHooks<BundleProgress>): Promise<WrittenBundle> {
  const { card, path } = task.model
  const folder = new BundleFolder(task.folder)
  const total = task.formats.length + task.photos.length
  let done = 0
  const next = (step: string): void => {
    if (signal.aborted) throw new AppError('cancelled', 'The export was cancelled.')
    progress({ done: done++, total, step })
  }
  const leftOut: LeftOut[] = []
  const source = sourceModel(card, await readFile(path))

  const files: BundleModelFile[] = []
  const others = []
  for (const format of task.formats) {
    next(`Writing ${format}`)
    try {
      const { files: written, input, outputs } = await converters[format](source)
      const [first, ...rest] = written
      files.push({ format, ...(await folder.write(`models/${first.name}`, first.bytes)), input, outputs })
      for (const { name, bytes } of rest) others.push(await folder.write(`models/${name}`, bytes))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unsupported-model') throw error
      leftOut.push({ what: format, reason: error.message })
    }
  }
  if (files.length === 0) throw new AppError('unsupported-model', `"${card.name}" fits none of the formats: ${leftOut.map(({ what, reason }) => `${what}: ${reason}`).join(' ')}`)

  const golden = await writeGolden(task, folder, leftOut, next)
  const labels = await folder.write('labels.txt', text(card.labels.map(({ name }) => name).join('\n')))
  others.push(labels, await folder.write(manifestSchemaName, text(JSON.stringify(manifestSchema(), null, 2))))
  const draft: BundleManifest = {
    format: 'mobilabel-bundle',
    version: 1,
    createdAt: task.createdAt,
    appVersion: task.appVersion,
    model: { id: card.id, name: card.name, family: card.family, task: card.task, sha256: card.sha256, licence: card.licence, note: card.note, lineage: card.lineage ?? null },
    preprocessing: {
      orientation: 'upright',
      colour: 'RGB',
      inputSize: card.inputSize,
      fit: card.fit,
      mean: [...card.normalisation.mean],
      std: [...card.normalisation.std],
      resize: 'triangle filter, widened when making smaller',
    },
    threshold: task.threshold,
    labels: { path: labels.path, count: card.labels.length, ids: card.labels.map(({ id }) => id) },
    files,
    golden,
    others,
  }
  for (const { name, write } of samples) others.push(await folder.write(name, text(write(draft))))
  const manifest = { ...draft, others }
  await folder.write(manifestName, text(JSON.stringify(manifest, null, 2)))
  return { manifest, leftOut }
}

async function writeGolden(task: BundleTask, folder: BundleFolder, leftOut: LeftOut[], next: (step: string) => void): Promise<GoldenPhoto[]> {
  const { card } = task.model
  const session = await openModelSession(task.model)
  const golden: GoldenPhoto[] = []
  try {
    for (const { path, name, sha256 } of task.photos) {
      next(`Answering ${name}`)
      const base = `golden/${String(golden.length + 1).padStart(2, '0')}`
      try {
        const run = await runGoldenPhoto(path, card, session)
        const rendered = await renderPhoto({ path, longSidePx: pictureSidePx, target: folder.pathOf(`${base}.jpg`) })
        if (rendered.kind === 'refused') throw new AppError(rendered.code, rendered.reason)
        const outputs: GoldenPhoto['outputs'] = {}
        for (const [output, tensor] of Object.entries(run.outputs)) {
          outputs[output] = { path: (await folder.write(`${base}.${output}.f32`, bytesOf(tensor.data))).path, shape: [...tensor.dims] }
        }
        const input = await folder.write(`${base}.input.f32`, bytesOf(run.input.data))
        golden.push({
          name,
          photo: `${base}.jpg`,
          upright: run.upright,
          sha256,
          input: { path: input.path, shape: [...run.input.dims] },
          outputs,
          answer: describeAnswer(card, run.prediction, task.threshold),
        })
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'disk-full' || error.code === 'cannot-write') throw error
        leftOut.push({ what: name, reason: error.message })
      }
    }
    return golden
  } finally {
    await session.close()
  }
}

function text(content: string): Uint8Array {
  return Buffer.from(content.endsWith('\n') ? content : `${content}\n`, 'utf8')
}

/** Every machine that runs this is little-endian. */
function bytesOf(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
