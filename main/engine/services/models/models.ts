import { AppError } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { modelCommands } from '#core/contract/models'
import { RunStore } from '../../store/run-store'
import { ModelQuantizer } from '../quantize/model-quantizer'
import type { ServiceDependencies } from '../service-dependencies'

/** Versions of models made on this machine. */
export function createModelsService(dependencies: ServiceDependencies) {
  const { store, jobs, registry, emit } = dependencies
  const runs = new RunStore(store.connection)
  const quantizer = new ModelQuantizer(dependencies)

  /** A run under way holds the file open. */
  function refuseUsed(modelId: string): void {
    const isUsed = jobs.list().some(({ runId, endedAtMs }) => runId !== null && endedAtMs === null && runs.models(runId).some(({ card }) => card.id === modelId))
    if (isUsed) throw new AppError('busy', `A run is using "${modelId}".`, { hint: 'Wait until it ends, or cancel it.' })
  }

  return {
    'model.quantize': async (order) => ({ jobId: await quantizer.start(order) }),
    'model.quantize-report': ({ jobId }) => quantizer.report(jobId),
    'model.remove': async ({ modelId }) => {
      refuseUsed(modelId)
      await registry.remove(modelId)
      emit('model.changed', {})
      return null
    },
    'model.note': async ({ modelId, note }) => {
      const card = await registry.setNote(modelId, note)
      emit('model.changed', {})
      return card
    },
    'model.unreadable': () => registry.unreadable(),
  } satisfies HandlersOf<typeof modelCommands>
}
