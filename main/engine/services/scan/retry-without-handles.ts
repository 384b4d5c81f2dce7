import { setTimeout as delay } from 'node:timers/promises'
import { fileErrorName } from '../../map-file-error'

const waitMs = 50
const tries = 40

/** Repeats an action while the system is out of file handles (EMFILE, ENFILE), for up to two seconds. */
export async function retryWithoutHandles<Result>(action: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action()
    } catch (error) {
      const name = fileErrorName(error)
      if ((name !== 'EMFILE' && name !== 'ENFILE') || attempt === tries) throw error
      await delay(waitMs)
    }
  }
}
