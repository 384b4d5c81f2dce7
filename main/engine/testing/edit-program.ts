import { join } from 'node:path'
import { createEmitter } from '../emitter'
import { Jobs } from '../jobs'
import { ModelRegistry } from '../services/model-registry'
import { createReviewService } from '../services/review/review'
import { openStore } from '../store/open-store'

/*
 * A process of its own that edits labels of PROJECT from number FROM on without end: edit N puts the box "box N" on photo
 * N modulo 10, takes "box N-70" away and prints "saved N" once it is acknowledged. It may be killed at any time.
 */
const [projectPath = '', from = '0'] = process.argv.slice(2)
const store = await openStore(projectPath)
const { emit } = createEmitter((error) => {
  throw error
})
const jobs = new Jobs((job) => emit('job.changed', { job }))
const registry = new ModelRegistry(join(projectPath, '..'))
const review = createReviewService({ store, jobs, emit, registry })
for (let number = Number(from); ; number++) {
  const photoId = 1 + (number % 10)
  const origin = { kind: 'person' } as const
  const geometry = { kind: 'box', x: number, y: 0, width: 1, height: 1 } as const
  await review['label.edit']({
    photoId,
    put: [{ id: `box ${number}`, classId: 1, geometry, origin, locked: false, group: null, attributes: {} }],
    remove: [`box ${number - 70}`],
    verdicts: [],
  })
  process.stdout.write(`saved ${number}\n`)
  await new Promise((resolve) => setImmediate(resolve))
}
