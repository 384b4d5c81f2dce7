import { disableTelemetry } from '../../runtime/load-onnx-runtime'
import { serveThread } from '../../threads/serve-thread'
import type { ImportTaskKind, ImportTasks, ImportThreadTask } from './import-thread-messages'
import { inspectSource } from './inspect-source'
import { previewSource, rewriteSource } from './rewrite-source'

/* A thread that reads one model of a person and ends: reading, rewriting and the runtime block it. */
disableTelemetry()

const actions: { readonly [Kind in ImportTaskKind]: (task: ImportTasks[Kind]['task']) => Promise<ImportTasks[Kind]['result']> } = {
  inspect: ({ path }) => inspectSource(path),
  preview: previewSource,
  rewrite: rewriteSource,
}

await serveThread(async ({ kind, task }: ImportThreadTask) => ({ result: await (actions[kind] as (task: unknown) => Promise<unknown>)(task) }))
