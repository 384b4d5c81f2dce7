import { spawn } from 'node:child_process'

/**
 * @typedef {object} CommandResult
 * @property {number | null} status exit code, null when a signal ended it or it never started
 * @property {NodeJS.Signals | null} signal
 * @property {string} stdout
 * @property {string} stderr last part of it when it is long; holds the reason when the program could not be started
 */

const keptCharacters = 200_000

/**
 * Runs a program to its end with no standard input and never throws: a missing program is a result with status null.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, timeoutMs?: number, uid?: number, gid?: number,
 *   onLine?: (line: string) => void }} [options] `onLine` is told every line of both streams as it comes
 * @returns {Promise<CommandResult>}
 */
export function runCommand(program, parameters, options = {}) {
  return new Promise((done) => {
    const child = spawn(program, parameters, {
      cwd: options.cwd,
      env: { ...(options.env ?? process.env), ORT_DISABLE_TELEMETRY: '1' },
      shell: options.shell ?? false,
      timeout: options.timeoutMs,
      uid: options.uid,
      gid: options.gid,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    let stdout = ''
    let stderr = ''
    const tellLines = lineTeller(options.onLine)
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stdout = (stdout + text).slice(-keptCharacters)
      tellLines(text)
    })
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stderr = (stderr + text).slice(-keptCharacters)
      tellLines(text)
    })
    child.on('error', (error) => done({ status: null, signal: null, stdout, stderr: `${stderr}${error.message}\n` }))
    child.on('close', (status, signal) => done({ status, signal, stdout, stderr }))
  })
}

/**
 * How to start npm: by the npm that runs this script where there is one, so that no shell is needed on Windows.
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} options
 */
export function runNpm(parameters, options) {
  const npmScript = process.env['npm_execpath']
  if (npmScript && /\.c?js$/.test(npmScript)) return runCommand(process.execPath, [npmScript, ...parameters], options)
  if (process.platform === 'win32') return runCommand('npm.cmd', parameters, { ...options, shell: true })
  return runCommand('npm', parameters, options)
}

/**
 * The end of a program's output, for an error message.
 * @param {CommandResult} result
 * @param {number} [lineCount]
 */
export function outputTail(result, lineCount = 12) {
  const lines = `${result.stdout}\n${result.stderr}`.split('\n').filter((line) => line.trim() !== '')
  const ending = result.signal ? [`(ended by ${result.signal})`] : []
  return [...lines.slice(-lineCount), ...ending].join('\n')
}

/** @param {((line: string) => void) | undefined} onLine */
function lineTeller(onLine) {
  let rest = ''
  return (/** @type {string} */ text) => {
    if (!onLine) return
    const lines = (rest + text).split(/\r?\n|\r/)
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') onLine(line)
  }
}
