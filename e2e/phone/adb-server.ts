import { execFile, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The real server of adb, with a port and keys of its own, so that no other server is touched. */
export class TestAdbServer {
  readonly port: number
  readonly environment: NodeJS.ProcessEnv

  private constructor(port: number, homePath: string) {
    this.port = port
    this.environment = { ...process.env, ANDROID_ADB_SERVER_PORT: String(port), HOME: homePath, ADB_VENDOR_KEYS: '' }
  }

  /** Whether adb is installed; on Linux the tests' set-up does that. */
  static get isThere(): boolean {
    return spawnSync('adb', ['version']).status === 0
  }

  static async start(homePath: string): Promise<TestAdbServer> {
    const server = new TestAdbServer(await freePort(), homePath)
    await server.adb('start-server')
    return server
  }

  async adb(...words: string[]): Promise<string> {
    const { stdout } = await run('adb', words, { env: this.environment })
    return stdout
  }

  async close(): Promise<void> {
    await this.adb('kill-server')
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
