import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Rate } from './engine-rate'
import { ProcessCpu } from './process-cpu'
import { steadySpan, type Progress } from './steady-span'

interface ProgressLine {
  readonly kind: string
  readonly state: string
  readonly done: number
}

/** Annotates a folder by the built command line, as a person would, into a new project. The first `leastDone` photos are not counted. */
export async function cliRate(cliPath: string, modelId: string, folder: string, leastDone: number): Promise<Rate> {
  const home = mkdtempSync(join(tmpdir(), 'mobilabel-cli-'))
  try {
    const words = ['annotate', folder, '--model', modelId, '--project', join(home, 'cli.mobilabel'), '--out', join(home, 'rows.jsonl'), '--json-progress']
    const child = spawn(process.execPath, [cliPath, ...words], { env: { ...process.env, MOBILABEL_DATA: home }, stdio: ['ignore', 'ignore', 'pipe'] })
    if (child.pid === undefined) throw new Error(`${cliPath} cannot be started.`)
    const ended = once(child, 'exit')
    const cpu = new ProcessCpu([child.pid])
    const reports: Progress[] = []
    for await (const line of createInterface({ input: child.stderr })) {
      if (!line.startsWith('{')) continue
      const { kind, state, done } = JSON.parse(line) as ProgressLine
      if (kind !== 'run') continue
      reports.push({ atMs: Date.now(), done })
      // Afterwards it writes its rows.
      if (state === 'done') cpu.stop()
    }
    const [exitCode] = (await ended) as [number | null]
    if (exitCode !== 0) throw new Error(`The command line ended with ${exitCode}.`)
    const { startMs, endMs, photos } = steadySpan(reports, leastDone)
    return { photosPerSecond: (photos * 1000) / (endMs - startMs), cpuMsPerPhoto: cpu.between(startMs, endMs) / photos }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
