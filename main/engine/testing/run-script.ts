import { spawn, type ChildProcess } from 'node:child_process'

export interface RunningScript {
  readonly process: ChildProcess
  /** Writes a line to what the script reads. */
  say(line: string): void
  /** Resolves with the next line the script prints. */
  line(): Promise<string>
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>
}

/** Runs JavaScript text as a CommonJS program in a Node process of its own, in the project folder. */
export function runScript(script: string, ...parameters: readonly string[]): RunningScript {
  return watch(spawn(process.execPath, ['-e', script, ...parameters], { stdio: ['pipe', 'pipe', 'inherit'] }))
}

/** Runs a program file in a Node process of its own. */
export function runProgram(path: string, ...parameters: readonly string[]): RunningScript {
  return watch(spawn(process.execPath, [path, ...parameters], { stdio: ['pipe', 'pipe', 'inherit'] }))
}

function watch(child: ChildProcess): RunningScript {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines: string[] = []
  const waiting: ((line: string) => void)[] = []
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const next = waiting.shift()
      if (next === undefined) lines.push(part)
      else next(part)
    }
  })
  return {
    process: child,
    ended,
    say: (line) => {
      child.stdin?.write(`${line}\n`)
    },
    line: () =>
      new Promise((resolve) => {
        const line = lines.shift()
        if (line === undefined) waiting.push(resolve)
        else resolve(line)
      }),
  }
}
