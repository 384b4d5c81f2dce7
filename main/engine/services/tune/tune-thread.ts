import { parentPort, workerData } from 'node:worker_threads'
import { AppError, toErrorData } from '#core/contract/errors'
import { controls, type FromTuneThread, type TuneThreadStart } from './tune-thread-messages'
import { tuneFile } from './tune-file'

/* A thread that trains one head and ends: its arithmetic blocks it. */
if (parentPort === null) throw new Error('This script is started as a worker thread.')
const port = parentPort
const { task, control }: TuneThreadStart = workerData

function post(message: FromTuneThread): void {
  port.postMessage(message)
}

function whenRunning(): void {
  while (Atomics.load(control, 0) === controls.pause) Atomics.wait(control, 0, controls.pause)
  if (Atomics.load(control, 0) === controls.stop) throw new AppError('cancelled', 'The training was stopped.')
}

try {
  const file = await tuneFile(task, { whenRunning, progress: (progress) => post({ kind: 'progress', progress }) })
  port.postMessage({ kind: 'done', file } satisfies FromTuneThread, [file.bytes.buffer])
} catch (error) {
  post({ kind: 'failed', error: toErrorData(error) })
}
port.close()
