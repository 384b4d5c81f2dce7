import { spawn } from 'node:child_process'

const startMs = 10_000

/**
 * Starts a virtual X display of this user alone.
 * @param {import('./ordinary-user.mjs').Identity} identity
 * @returns {Promise<{ name: string, stop: () => void }>} `name` is for the variable DISPLAY
 */
export function startVirtualDisplay({ uid, gid }) {
  const numberStream = 3
  const server = spawn('Xvfb', ['-displayfd', String(numberStream), '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    uid,
    gid,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      server.kill()
      fail(new Error('the virtual display did not start'))
    }, startMs)
    server.once('error', fail)
    server.once('exit', (code) => fail(new Error(`Xvfb ended with code ${code}`)))
    server.stdio[numberStream]?.once('data', (/** @type {Buffer} */ bytes) => {
      clearTimeout(timer)
      done({ name: `:${bytes.toString().trim()}`, stop: () => server.kill() })
    })
  })
}
