/** Photos held open at once by one worker: far under the usual limit of 256 or 1024 descriptors. */
const maxOpenFiles = 16
const maxAttempts = 8
const firstPauseMs = 20

let openFiles = 0
const waiting: (() => void)[] = []

async function takeSlot(): Promise<void> {
  if (openFiles >= maxOpenFiles) await new Promise<void>((resolve) => waiting.push(resolve))
  openFiles++
}

function giveSlot(): void {
  openFiles--
  waiting.shift()?.()
}

function isOutOfDescriptors(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE')
}

async function retryWhenFull<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read()
    } catch (error) {
      if (!isOutOfDescriptors(error) || attempt === maxAttempts) throw error
      await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** (attempt - 1)))
    }
  }
}

/** Runs a read when fewer than `maxOpenFiles` are under way, and again later when the system is out of file descriptors. */
export async function withFileSlot<Result>(read: () => Promise<Result>): Promise<Result> {
  await takeSlot()
  try {
    return await retryWhenFull(read)
  } finally {
    giveSlot()
  }
}
