import { Limiter } from '../../limiter'
import { fileErrorName } from '../../map-file-error'

/** Photos held open at once by one worker: far under the usual limit of 256 or 1024 descriptors. */
const slots = new Limiter(16)
const maxAttempts = 8
const firstPauseMs = 20

function isOutOfDescriptors(error: unknown): boolean {
  const name = fileErrorName(error)
  return name === 'EMFILE' || name === 'ENFILE'
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

/** Runs a read when few others are under way, and again later when the system is out of file descriptors. */
export function withFileSlot<Result>(read: () => Promise<Result>): Promise<Result> {
  return slots.run(() => retryWhenFull(read))
}
