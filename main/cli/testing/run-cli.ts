import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import type { ResultRow } from '../annotate/result-row'

const project = join(import.meta.dirname, '..', '..', '..')

/** Bundles the command line for a Node process of its own, with the workers beside it; returns the bundle's path. `user` is the test that wants it. */
export async function buildCli(user: string): Promise<string> {
  // Two folders below the project, where the command line looks for its resources.
  const outDir = join(project, 'out', `test-${user}`)
  await build({ root: project, configFile: false, logLevel: 'warn', build: { ssr: join(project, 'main', 'cli', 'main.ts'), outDir, copyPublicDir: false } })
  mkdirSync(outDir, { recursive: true })
  const built = join(project, 'out', 'main')
  for (const name of readdirSync(built)) if (/^worker.*\.js$/u.test(name)) copyFileSync(join(built, name), join(outDir, name))
  return join(outDir, 'main.js')
}

export interface CliResult {
  readonly exitCode: number | null
  readonly out: string
  readonly status: string
}

/** Root may read every file; without this power it stands for any other user. Other users are what they are. */
const asOrdinaryUser: readonly string[] =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--inh-caps', '-dac_override,-dac_read_search'] : []

/** Runs the command line as a person's shell does, with a data folder of the test's own. `watch` sees all of the status so far whenever there is more. */
export function runCli(path: string, dataFolder: string, words: readonly string[], watch: (status: string) => void = () => undefined): Promise<CliResult> {
  const [program = '', ...parameters] = [...asOrdinaryUser, process.execPath, path, ...words]
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, MOBILABEL_DATA: dataFolder } })
  const [out, status]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (bytes: Buffer) => out.push(bytes))
  child.stderr.on('data', (bytes: Buffer) => {
    status.push(bytes)
    watch(Buffer.concat(status).toString())
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, out: Buffer.concat(out).toString(), status: Buffer.concat(status).toString() }))
  })
}

/** The JSON lines of `annotate`. */
export function rowsOf({ out }: CliResult): ResultRow[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ResultRow)
}
