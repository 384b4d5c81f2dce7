import { disableTelemetry } from '../../runtime/load-onnx-runtime'
import { serveThread } from '../../threads/serve-thread'
import { writeBundle } from './write-bundle'

disableTelemetry()
await serveThread(async (task: Parameters<typeof writeBundle>[0], hooks: Parameters<typeof writeBundle>[1]) => ({ result: await writeBundle(task, hooks) }))
