import { AppError } from '#core/contract/errors'
import type { PhoneProvider } from '#core/model/phone-measurement'
import { sendFile, type FileToSend } from './send-file'
import { shellQuote } from './shell-quote'
import type { PhoneConnection } from './transport'

/** The program that measures on a phone: its Java classes and the libraries of ONNX Runtime for the phone's processor. */
export interface RunnerParts {
  /** Equal for equal parts; names the folder they are kept in on the phone. */
  readonly id: string
  readonly dex: FileToSend
  readonly libraries: readonly (FileToSend & { readonly name: string })[]
}

export interface BenchModel {
  readonly file: FileToSend & { readonly name: string }
  readonly inputName: string
  readonly shape: readonly number[]
  /** Prepared inputs, little-endian float32, by a name without blanks. */
  readonly golden: readonly (FileToSend & { readonly name: string })[]
  /** Names of the outputs that are wanted. */
  readonly outputs: readonly string[]
}

export interface BenchSettings {
  readonly provider: PhoneProvider
  readonly threads: number
  readonly warmUp: number
  readonly runs: number
}

/** What the runner prints, see packaging/phone-runner. */
export interface BenchResult {
  readonly loadMs: number
  readonly ms: readonly number[]
  readonly peakRssKb: number
  readonly ortVersion: string
  readonly providers: string
  /** Outputs of each golden input by name: little-endian float32. */
  readonly outputs: readonly Readonly<Record<string, Uint8Array>>[]
}

const root = '/data/local/tmp/mobilabel'

/**
 * Measures one model on a phone without installing anything: the runner is kept there by its hash, the model is put beside it, run by
 * `app_process`, and removed again. Throws AppError `phone-unplugged`, `phone-full`, `phone-refused` or `cancelled`.
 */
export async function runBench(connection: PhoneConnection, runner: RunnerParts, model: BenchModel, settings: BenchSettings, signal: AbortSignal, step: (text: string) => void): Promise<BenchResult> {
  const runnerFolder = `${root}/.runner/${runner.id}`
  step('Bringing the runner to the phone')
  await sendFile(connection, runner.dex, `${runnerFolder}/runner.dex`, { signal })
  for (const library of runner.libraries) await sendFile(connection, library, `${runnerFolder}/${library.name}`, { signal, mode: 0o755 })

  const folder = `${root}/.bench/${model.file.sha256.slice(0, 16)}`
  try {
    step('Bringing the model to the phone')
    const modelPath = `${folder}/${model.file.name}`
    await sendFile(connection, model.file, modelPath, { signal })
    const lines = [`model=${modelPath}`, `provider=${settings.provider}`, `threads=${settings.threads}`, `warmUp=${settings.warmUp}`, `runs=${settings.runs}`, `input=${model.inputName}`, `shape=${model.shape.join(',')}`]
    for (const golden of model.golden) {
      await sendFile(connection, golden, `${folder}/${golden.name}.input.f32`, { signal })
      lines.push(`golden=${folder}/${golden.name}.input.f32|${folder}/out/${golden.name}`)
    }
    await connection.write(`${folder}/job`, piecesOf(`${lines.join('\n')}\n`), { signal })
    step('Measuring')
    const printed = await execute(connection, runnerFolder, `${folder}/job`, signal)
    step('Reading the answers back')
    const outputs: Record<string, Uint8Array>[] = []
    for (const golden of model.golden) {
      const named: Record<string, Uint8Array> = {}
      for (const output of model.outputs) named[output] = await readWhole(connection, `${folder}/out/${golden.name}.${output}.f32`, signal)
      outputs.push(named)
    }
    return { ...printed, outputs }
  } finally {
    await removeFolder(connection, folder)
  }
}

async function execute(connection: PhoneConnection, runnerFolder: string, jobPath: string, signal: AbortSignal): Promise<Omit<BenchResult, 'outputs'>> {
  const line = `CLASSPATH=${runnerFolder}/runner.dex LD_LIBRARY_PATH=${runnerFolder} ORT_DISABLE_TELEMETRY=1 app_process /system/bin mobilabel.runner.Bench ${shellQuote(jobPath)}`
  const { stdout, stderr } = await connection.shell(line, signal)
  const text = stdout.split('\n').findLast((each) => each.startsWith('{'))
  if (text === undefined) throw new AppError('phone-refused', `The runner printed nothing on the phone${stderr === '' ? '' : `: ${stderr.trim()}`}.`, { hint: 'Copy the diagnostics and report it; the page for the phone’s browser can measure instead.' })
  const printed: unknown = JSON.parse(text)
  if (typeof printed === 'object' && printed !== null && 'error' in printed) throw new AppError('phone-refused', `The model could not be run on the phone: ${String(printed.error)}.`, { hint: 'Try another provider, or the float model.' })
  if (!isPrinted(printed)) throw new AppError('phone-refused', `The runner printed something unexpected: ${text.slice(0, 200)}`, { hint: 'Copy the diagnostics and report it.' })
  return printed
}

function isPrinted(value: unknown): value is Omit<BenchResult, 'outputs'> {
  if (typeof value !== 'object' || value === null) return false
  const { loadMs, ms, peakRssKb, ortVersion, providers } = value as Record<string, unknown>
  return typeof loadMs === 'number' && Array.isArray(ms) && ms.length > 0 && ms.every((each) => typeof each === 'number') && typeof peakRssKb === 'number' && typeof ortVersion === 'string' && typeof providers === 'string'
}

async function readWhole(connection: PhoneConnection, path: string, signal: AbortSignal): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  await connection.read(path, (piece) => pieces.push(piece), { signal })
  return Buffer.concat(pieces)
}

/** Kept models would fill the phone; a phone that is gone cannot be cleaned. */
async function removeFolder(connection: PhoneConnection, folder: string): Promise<void> {
  try {
    await connection.shell(`rm -rf ${shellQuote(folder)}`, AbortSignal.timeout(10_000))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text, 'utf8'))
}
