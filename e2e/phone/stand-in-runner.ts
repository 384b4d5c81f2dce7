import { createRequire } from 'node:module'
import type * as OnnxRuntime from 'onnxruntime-node'
import type { PhoneProgram } from './run-shell'

process.env['ORT_DISABLE_TELEMETRY'] = '1'

/**
 * Stands in for `app_process` and the runner's Java classes: does what a job file says, with ONNX Runtime of this computer. What it measures is this
 * computer; the Java classes themselves are run by `npm run check:long`.
 * @param changed what a phone that answers differently adds to every number
 */
export function standInRunner(changed = 0): PhoneProgram {
  return async ({ words, variables, files }) => {
    const runner = variables['CLASSPATH'] ?? ''
    if (words[2] !== 'mobilabel.runner.Bench' || files.get(runner) === undefined) return { stdout: '', stderr: `Error: could not find class "${words[2] ?? ''}"\n`, exitCode: 1 }
    const library = files.get(`${variables['LD_LIBRARY_PATH'] ?? ''}/libonnxruntime.so`)
    if (library === undefined) return { stdout: '{"error":"UnsatisfiedLinkError: libonnxruntime.so"}\n', stderr: '', exitCode: 1 }
    const job = files.get(words[3] ?? '')?.bytes.toString('utf8') ?? ''
    const value = (name: string): string => new RegExp(`^${name}=(.*)$`, 'mu').exec(job)?.[1] ?? ''
    const model = files.get(value('model'))
    if (model === undefined) return { stdout: `{"error":"FileNotFoundException: ${value('model')}"}\n`, stderr: '', exitCode: 1 }

    const { InferenceSession, Tensor } = createRequire(import.meta.url)('onnxruntime-node') as typeof OnnxRuntime
    const startedMs = performance.now()
    const session = await InferenceSession.create(model.bytes, { intraOpNumThreads: Number(value('threads')) })
    const loadMs = performance.now() - startedMs
    const shape = value('shape').split(',').map(Number)
    const inputOf = (bytes: Uint8Array) => ({ [value('input')]: new Tensor('float32', new Float32Array(Uint8Array.from(bytes).buffer), shape) })
    let feeds = inputOf(new Uint8Array(4 * shape.reduce((product, extent) => product * extent, 1)))
    for (const [, from = '', to = ''] of job.matchAll(/^golden=(.*)\|(.*)$/gmu)) {
      feeds = inputOf(files.get(from)?.bytes ?? new Uint8Array())
      for (const [name, tensor] of Object.entries(await session.run(feeds))) {
        const numbers = (tensor.data as Float32Array).map((number) => number + changed)
        files.put(`${to}.${name}.f32`, { bytes: Buffer.from(numbers.buffer), mode: 0o644, modifiedSeconds: 0 })
      }
    }
    const ms: number[] = []
    for (let run = -Number(value('warmUp')); run < Number(value('runs')); run++) {
      const from = performance.now()
      await session.run(feeds)
      if (run >= 0) ms.push(performance.now() - from)
    }
    await session.release()
    return { stdout: `${JSON.stringify({ loadMs, ms, peakRssKb: 100_000, threads: 1, provider: value('provider'), ortVersion: 'stand-in', providers: '[CPU]', golden: 1 })}\n`, stderr: '', exitCode: 0 }
  }
}
