import { createHash } from 'node:crypto'
import type { PhoneFiles } from './phone-files'

export interface ShellResult {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** What a program of the phone is given: its words, variables set before it, the phone's files, and the port of its local host. */
export interface ProgramCall {
  readonly words: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  readonly files: PhoneFiles
  /** Aborted when the host closes the stream. */
  readonly signal: AbortSignal
}

export type PhoneProgram = (call: ProgramCall) => ShellResult | Promise<ShellResult>

const done = (stdout = ''): ShellResult => ({ stdout, stderr: '', exitCode: 0 })
const failed = (stderr: string, exitCode = 1): ShellResult => ({ stdout: '', stderr: `${stderr}\n`, exitCode })

/** The words of a command line of a shell: quoted ones keep their blanks. */
export function shellWords(line: string): string[] {
  const words: string[] = []
  for (const match of line.matchAll(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/gu)) {
    words.push(match[0].replace(/'([^']*)'|"([^"]*)"|\\(.)/gu, (_whole, single: string | undefined, double: string | undefined, escaped: string | undefined) => single ?? double ?? escaped ?? ''))
  }
  return words
}

/** Programs of toybox that Mobilabel calls, on the files of the fake phone. */
export function toybox(properties: Readonly<Record<string, string>>): Readonly<Record<string, PhoneProgram>> {
  return {
    echo: ({ words }) => done(`${words.slice(1).join(' ')}\n`),
    getprop: () => done(Object.entries(properties).map(([name, value]) => `[${name}]: [${value}]\n`).join('')),
    df: ({ files }) => {
      const total = Math.floor(files.capacityBytes / 1024)
      const used = Math.ceil(files.usedBytes / 1024)
      return done(`Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/block/dm-8 ${total} ${used} ${total - used} ${Math.ceil((100 * used) / total)}% /data\n`)
    },
    sha256sum: ({ words, files }) => {
      const path = words.at(-1) ?? ''
      const file = files.get(path)
      return file === undefined ? failed(`sha256sum: ${path}: No such file or directory`) : done(`${createHash('sha256').update(file.bytes).digest('hex')}  ${path}\n`)
    },
    mkdir: ({ words, files }) => {
      for (const path of words.slice(1)) if (!path.startsWith('-')) files.makeFolder(path)
      return done()
    },
    rm: ({ words, files }) => {
      const paths = words.slice(1).filter((word) => !word.startsWith('-'))
      const isForced = words.some((word) => /^-\w*f/u.test(word))
      const missing = paths.filter((path) => !files.remove(path))
      return missing.length === 0 || isForced ? done() : failed(`rm: ${missing[0] ?? ''}: No such file or directory`)
    },
    mv: ({ words, files }) => {
      const [from = '', to = ''] = words.slice(1).filter((word) => !word.startsWith('-'))
      const file = files.get(from)
      if (file === undefined) return failed(`mv: bad '${from}': No such file or directory`)
      files.remove(from)
      files.put(to, file)
      return done()
    },
    chmod: () => done(),
    dumpsys: ({ words }) => {
      if (words[1] === 'battery') return done('Current Battery Service state:\n  AC powered: false\n  USB powered: true\n  level: 83\n  scale: 100\n  temperature: 291\n')
      if (words[1] === 'thermalservice') return done('IsStatusOverride: false\nThermal Status: 0\n')
      return failed(`Can't find service: ${words[1] ?? ''}`)
    },
    cat: ({ words, files }) => {
      const path = words[1] ?? ''
      if (path === '/proc/meminfo') return done('MemTotal:        7812345 kB\nMemFree:          512345 kB\nMemAvailable:    3912345 kB\n')
      const file = files.get(path)
      return file === undefined ? failed(`cat: ${path}: No such file or directory`) : done(file.bytes.toString('utf8'))
    },
  }
}

/** Runs one command line; variables may stand before the program. */
export async function runShell(line: string, programs: Readonly<Record<string, PhoneProgram>>, files: PhoneFiles, signal: AbortSignal): Promise<ShellResult> {
  const words = shellWords(line)
  const variables: Record<string, string> = {}
  while (/^[A-Z_]+=/u.test(words[0] ?? '')) {
    const word = words.shift() ?? ''
    variables[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1)
  }
  const program = programs[words[0] ?? '']
  if (program === undefined) return failed(`/system/bin/sh: ${words[0] ?? ''}: inaccessible or not found`, 127)
  return program({ words, variables, files, signal })
}
