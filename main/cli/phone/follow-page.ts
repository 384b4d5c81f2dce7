import type { EngineClient } from '#core/contract/index'
import type { PhoneMeasurement } from '#core/model/phone-measurement'
import type { PhonePageView } from '#core/model/phone-page'
import type { CommandContext } from '../command'

/** Tells what happens to the open page until it ends: by Ctrl+C, by itself, or with the first result. Gives the results. */
export function followPage(client: EngineClient, until: 'closed' | 'first-result', { output, signal }: CommandContext): Promise<readonly PhoneMeasurement[]> {
  return new Promise((resolve, reject) => {
    let told = ''
    let measurements: readonly PhoneMeasurement[] = []
    const end = (): void => {
      stop()
      signal.removeEventListener('abort', end)
      resolve(measurements)
    }
    const consider = (view: PhonePageView): void => {
      measurements = view.measurements
      const { sentence, next } = view.advice
      if (sentence !== told) output.status.write(`${sentence} ${next}\n`)
      told = sentence
      if (view.state === 'closed' || (until === 'first-result' && measurements.length > 0)) end()
    }
    const stop = client.on('phone-page.changed', consider)
    signal.addEventListener('abort', end, { once: true })
    client.call('phone-page.state', {}).then(consider, reject)
    if (signal.aborted) end()
  })
}
