import { readFile } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'
import { AppError } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { ModelAnalysis, modelInsightCommands } from '#core/contract/model-insight'
import type { PhotoId } from '#core/model/photo'
import { analyzeGraph } from '#core/onnx/analysis/analyze-graph'
import { decodeModel } from '#core/onnx/codec/decode-model'
import { mapFileError } from '../../map-file-error'
import type { ModelFile } from '../../runtime/photo-pool'
import type { ServiceDependencies } from '../service-dependencies'

const keptAnalyses = 8

/** What models cost, how they are built, and how quantized ones came out. */
export function createModelInsightService({ registry, store }: Pick<ServiceDependencies, 'registry' | 'store'>) {
  /** By hash of the file, the oldest first. Reading and counting take some 30 ms. */
  const analyses = new Map<string, ModelAnalysis>()

  async function analyze({ card: { sha256, name }, path }: ModelFile): Promise<ModelAnalysis> {
    const known = analyses.get(sha256)
    if (known !== undefined) return known
    const bytes = await readFile(path).catch((error: unknown) => {
      throw mapFileError(error, path, 'cannot-read')
    })
    try {
      const analysis = { ...analyzeGraph(decodeModel(bytes)), sha256 }
      analyses.set(sha256, analysis)
      const oldest = analyses.keys().next().value
      if (analyses.size > keptAnalyses && oldest !== undefined) analyses.delete(oldest)
      return analysis
    } catch (error) {
      throw new AppError('unsupported-model', `The graph of "${name}" does not fit together.`, { hint: 'Make or export the model again.', cause: error })
    }
  }

  function photoAt(path: string): PhotoId | null {
    for (const folder of store.folders.all()) {
      const way = relative(folder.path, path)
      const id = way.startsWith('..') || isAbsolute(way) ? null : store.photos.idAt(folder.id, way.split(sep).join('/'))
      if (id !== null) return id
    }
    return null
  }

  return {
    'model.analyze': async ({ modelId }) => {
      const [model] = await registry.usable([modelId])
      if (model === undefined) throw new AppError('not-found', `There is no model "${modelId}".`)
      return analyze(model)
    },
    'model.version-report': async ({ modelId }) => {
      const report = await registry.report(modelId)
      return report && { ...report, changed: report.changed.map((photo) => ({ ...photo, photoId: photoAt(photo.path) })) }
    },
  } satisfies HandlersOf<typeof modelInsightCommands>
}
