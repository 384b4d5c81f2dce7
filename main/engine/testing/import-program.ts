import { createCancelSource } from '#core/contract/cancel'
import { createEmitter } from '../emitter'
import { Jobs } from '../jobs'
import { createDatasetService } from '../services/datasets/datasets'
import { openStore } from '../store/open-store'
import { createSniffingPool } from './sniffing-pool'

/*
 * A process of its own that imports LABELS into PROJECT and prints "done" at the end, or kills itself: before label number
 * DEATH is staged, or with "taken" as DEATH when all are labels but the transaction is still open.
 */
const [projectPath = '', labels = '', death = 'never'] = process.argv.slice(2)
const store = await openStore(projectPath)
const { emit } = createEmitter((error) => {
  throw error
})
const die = (): boolean => process.kill(process.pid, 'SIGKILL')
const { imports, steps } = store
const [stage, count] = [imports.stage.bind(imports), steps.count.bind(steps)]
let staged = 0
imports.stage = (importId, label) => {
  if (String(staged++) === death) die()
  stage(importId, label)
}
steps.count = (stepId, counts) => {
  count(stepId, counts)
  if (death === 'taken') die()
}
const jobs = new Jobs((job) => emit('job.changed', { job }))
const service = createDatasetService({ store, jobs, pool: createSniffingPool(), emit })
const { previewId } = await service['import.preview']({ paths: [labels] }, createCancelSource())
const { jobId } = service['import.start']({ previewId })
await jobs.ended(jobId)
store.close()
process.stdout.write('done\n')
