import { AppError } from '#core/contract/errors'
import type { HandlersOf } from '#core/contract/index'
import type { tuneCommands } from '#core/contract/tune'
import type { ServiceDependencies } from '../service-dependencies'
import { readReport } from './report-file'
import { Tuner } from './tuner'

/** Models that learn from the project's labels. */
export function createTuneService(dependencies: ServiceDependencies) {
  const { registry } = dependencies
  const tuner = new Tuner(dependencies)

  const handlers = {
    'tune.preview': (order) => tuner.preview(order),
    'tune.start': (order) => tuner.start(order),
    'tune.continue': async ({ tuneId }) => ({ jobId: await tuner.goOn(tuneId, 'train') }),
    'tune.keep': async ({ tuneId }) => ({ jobId: await tuner.goOn(tuneId, 'best-so-far') }),
    'tune.discard': async ({ tuneId }) => {
      await tuner.discard(tuneId)
      return null
    },
    'tune.list': () => tuner.list(),
    'tune.progress': ({ tuneId }) => tuner.progress(tuneId),
    'tune.report': async ({ tuneId }) => {
      const { modelId } = tuner.stored.get(tuneId)
      const report = tuner.stored.report(tuneId)
      if (report === null || modelId === null) throw new AppError('not-found', 'There is no report of this training.', { hint: 'It has not ended yet, or did not end well.' })
      const card = (await registry.cards()).find(({ id }) => id === modelId)
      if (card === undefined) throw new AppError('not-found', `The version "${modelId}" was removed.`)
      return { report, card }
    },
    'tune.report-of-model': async ({ modelId }) => {
      const [model] = await registry.usable([modelId])
      if (model === undefined) throw new AppError('not-found', `There is no model "${modelId}".`)
      return readReport(model)
    },
  } satisfies HandlersOf<typeof tuneCommands>

  return { handlers, prepareToClose: () => tuner.prepareToClose() }
}
