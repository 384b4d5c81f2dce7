import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** @type {readonly NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program on this process's own terminal and passes signals on to it.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 128 + signal number when a signal ended it
 */
export function runInForeground(program, parameters, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, parameters, {
      cwd: options.cwd,
      env: { ...(options.env ?? process.env), ORT_DISABLE_TELEMETRY: '1' },
      stdio: 'inherit',
    })
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => child.kill(signal)
    for (const signal of forwarded) process.on(signal, forward)
    const stopForwarding = () => forwarded.forEach((signal) => process.off(signal, forward))
    child.on('error', (error) => {
      stopForwarding()
      fail(error)
    })
    child.on('close', (status, signal) => {
      stopForwarding()
      done(status ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}
