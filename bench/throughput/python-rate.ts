import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Rate } from './engine-rate'

const run = promisify(execFile)
const packages = ['onnxruntime==1.32.0', 'opencv-python-headless==5.0.0.93', 'numpy==2.4.6']

/** A Python with ONNX Runtime and OpenCV in a folder of its own, made when it is missing; null without Python 3 or packages. */
export async function preparePython(cache: string): Promise<string | null> {
  const folder = join(cache, 'bench-python')
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const stamp = join(folder, 'ready')
  if (existsSync(stamp)) return python
  try {
    await run('python3', ['-m', 'venv', folder])
    await run(python, ['-m', 'pip', 'install', '--quiet', ...packages])
    writeFileSync(stamp, packages.join('\n'))
    return python
  } catch (error) {
    process.stderr.write(`no Python to compare with: ${error instanceof Error ? error.message : String(error)}\n`)
    return null
  }
}

export interface PythonTask {
  readonly modelPath: string
  readonly task: string
  readonly folder: string
  readonly workers: number
  /** `reduced`: libjpeg leaves out coefficients as far as the model's input allows. */
  readonly decode: 'full' | 'reduced'
}

/** The same photos and model in a pool of Python processes, one single-threaded session per core. */
export async function pythonRate(python: string, script: string, { modelPath, task, folder, workers, decode }: PythonTask): Promise<Rate> {
  const { stdout } = await run(python, [script, modelPath, task, folder, String(workers), decode], {
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1', OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  })
  const result: { photos: number; seconds: number; cpuSeconds: number } = JSON.parse(stdout)
  return { photosPerSecond: result.photos / result.seconds, cpuMsPerPhoto: (result.cpuSeconds * 1000) / result.photos }
}
