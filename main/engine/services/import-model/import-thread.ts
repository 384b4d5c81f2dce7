import { parentPort, workerData } from 'node:worker_threads'
import { toErrorData } from '#core/contract/errors'
import { disableTelemetry } from '../../runtime/load-onnx-runtime'
import type { FromImportThread, ImportTasks, ImportTaskKind, ImportThreadStart } from './import-thread-messages'
import { inspectSource } from './inspect-source'
import { previewSource, rewriteSource } from './rewrite-source'

/* A thread that reads one model of a person and ends: reading, rewriting and the runtime block it. */
disableTelemetry()
if (parentPort === null) throw new Error('This script is started as a worker thread.')
const port = parentPort
const { kind, task } = workerData as ImportThreadStart

const actions: { readonly [Kind in ImportTaskKind]: (task: ImportTasks[Kind]['task']) => Promise<ImportTasks[Kind]['result']> } = {
  inspect: ({ path }) => inspectSource(path),
  preview: previewSource,
  rewrite: rewriteSource,
}

function post(message: FromImportThread): void {
  port.postMessage(message)
}

try {
  post({ kind: 'done', result: await (actions[kind] as (task: unknown) => Promise<unknown>)(task) })
} catch (error) {
  post({ kind: 'failed', error: toErrorData(error) })
}
port.close()
