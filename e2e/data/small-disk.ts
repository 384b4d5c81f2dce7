import { execFile } from 'node:child_process'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const blockBytes = 4096

/** A file system of its own in memory, small enough to be filled to the last block. */
export class SmallDisk {
  private constructor(readonly path: string) {}

  /** null where this program may not mount anything: only root may, and in many containers not even root. */
  static async mounted(path: string, megabytes: number): Promise<SmallDisk | null> {
    if (process.platform !== 'linux') return null
    await mkdir(path, { recursive: true })
    const isMounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { env: { ...process.env, LC_ALL: 'C' } }).then(() => true, notAllowed)
    return isMounted ? new SmallDisk(path) : null
  }

  /** Takes every free block. */
  async fill(): Promise<void> {
    await using file = await open(this.#filler, 'w')
    const block = new Uint8Array(blockBytes)
    for (let isRoom = true; isRoom; ) isRoom = await file.write(block).then(() => true, outOfRoom)
  }

  /** Gives back what `fill` took. */
  async clear(): Promise<void> {
    await rm(this.#filler)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Lazily: a program of a failed test may still have its project open.
    await run('umount', ['--lazy', this.path])
  }

  get #filler(): string {
    return join(this.path, 'filler')
  }
}

function notAllowed(error: { readonly stderr?: string }): false {
  if (/superuser|permission denied|not permitted/iu.test(error.stderr ?? '')) return false
  throw error
}

function outOfRoom(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOSPC') return false
  throw error
}
