import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { AdbServerClient } from '@yume-chan/adb'
import { AdbServerNodeTcpConnector } from '@yume-chan/adb-server-node-tcp'
import { AppError } from '#core/contract/errors'
import { listProblemAdvice, type PhoneListProblem } from '#core/model/phone'
import { findAdb } from './find-adb'

const usualPort = 5037
const run = promisify(execFile)

/** Why the server of adb cannot be used. */
export class AdbServerError extends AppError {
  readonly problem: PhoneListProblem

  constructor(problem: PhoneListProblem, cause?: unknown) {
    const { sentence, next } = listProblemAdvice[problem]
    super('no-adb', sentence, { hint: next, ...(cause === undefined ? {} : { cause }) })
    this.problem = problem
  }
}

/**
 * The server of adb on this computer. One that answers is used whatever its version is; only when none does, the
 * person's own adb starts one. A second version is never set against the first: they would end each other.
 */
export class AdbServer {
  readonly #environment: NodeJS.ProcessEnv
  readonly client: AdbServerClient
  readonly #find: () => Promise<string | null>
  #starting: Promise<void> | null = null

  /** @param find the program of adb, for tests */
  constructor(environment: NodeJS.ProcessEnv = process.env, find = () => findAdb(environment)) {
    this.#environment = environment
    this.#find = find
    const port = Number(environment['ANDROID_ADB_SERVER_PORT'] ?? usualPort)
    this.client = new AdbServerClient(new AdbServerNodeTcpConnector({ host: '127.0.0.1', port }))
  }

  /** Resolves once a server answers. Throws AdbServerError. */
  async ensure(): Promise<void> {
    if (await this.#answers()) return
    this.#starting ??= this.#start().finally(() => {
      this.#starting = null
    })
    await this.#starting
  }

  /** Version of the server's protocol, e.g. 41. */
  async version(): Promise<number> {
    await this.ensure()
    return this.client.getVersion()
  }

  async #answers(): Promise<boolean> {
    try {
      await this.client.getVersion()
      return true
    } catch {
      // Nobody listens, or something else does: starting one tells.
      return false
    }
  }

  async #start(): Promise<void> {
    const adb = await this.#find()
    if (adb === null) throw new AdbServerError('no-adb')
    try {
      await run(adb, ['start-server'], { env: this.#environment, timeout: 20_000 })
    } catch (error) {
      throw new AdbServerError('no-server', error)
    }
    if (!(await this.#answers())) throw new AdbServerError('no-server')
  }
}
