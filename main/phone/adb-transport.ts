import { AdbServerClient } from '@yume-chan/adb'
import { AppError } from '#core/contract/errors'
import { phoneStateAdvice, type PhoneList } from '#core/model/phone'
import { AdbConnection } from './adb-connection'
import { AdbServer, AdbServerError } from './adb-server'
import { mapPhoneError } from './map-phone-error'
import { parseDeviceList } from './parse-device-list'
import type { PhoneConnection, PhoneTransport } from './transport'

const retryMs = 2000

/** Android phones over USB or Wi-Fi, through the server of adb. */
export class AdbTransport implements PhoneTransport {
  readonly #server: AdbServer

  constructor(server = new AdbServer()) {
    this.#server = server
  }

  watch(listener: (list: PhoneList) => void): () => void {
    const controller = new AbortController()
    void this.#follow(listener, controller.signal)
    return () => controller.abort()
  }

  async list(): Promise<PhoneList> {
    try {
      await this.#server.ensure()
      const stream = await this.#server.client.createConnection('host:devices-l')
      try {
        return { phones: parseDeviceList(await stream.readString()), problem: null }
      } finally {
        await stream.dispose()
      }
    } catch (error) {
      return problemList(error)
    }
  }

  async connect(address: string, pairingCode: string | null): Promise<void> {
    await this.#server.ensure()
    const { wireless } = this.#server.client
    try {
      if (pairingCode !== null) await wireless.pair(address, pairingCode)
      else await wireless.connect(address)
    } catch (error) {
      // The list shows what is to be done on the phone.
      if (error instanceof AdbServerClient.UnauthorizedError || error instanceof AdbServerClient.AlreadyConnectedError) return
      const said = error instanceof Error ? error.message : String(error)
      throw new AppError('phone-refused', `${address} could not be reached: ${said}.`, { hint: 'Take address and port from "Wireless debugging" in the phone’s developer options; both must be in the same network.', cause: error })
    }
  }

  async disconnect(address: string): Promise<void> {
    await this.#server.ensure()
    await this.#server.client.wireless.disconnect(address)
  }

  async open(serial: string): Promise<PhoneConnection> {
    await this.#server.ensure()
    const { phones } = await this.list()
    const phone = phones.find((each) => each.serial === serial)
    if (phone === undefined) throw new AppError('phone-unplugged', `The phone ${serial} is not attached.`, { hint: 'Plug it in, then try again.' })
    if (phone.state !== 'ready') {
      const { sentence, next } = phoneStateAdvice[phone.state]
      throw new AppError(phone.state === 'unauthorised' ? 'phone-unauthorised' : 'phone-refused', `${phone.model ?? serial}: ${sentence}`, { hint: next })
    }
    try {
      return new AdbConnection(await this.#server.client.createAdb({ serial }))
    } catch (error) {
      throw mapPhoneError(error, serial, `Connecting to ${phone.model ?? serial}`)
    }
  }

  /** Reads what the server tells after every change; begins anew when the server ends. */
  async #follow(listener: (list: PhoneList) => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#server.ensure()
        await this.#readChanges(listener, signal)
      } catch (error) {
        if (!signal.aborted) listener(problemList(error))
      }
      if (!signal.aborted) await pause(retryMs, signal)
    }
  }

  async #readChanges(listener: (list: PhoneList) => void, signal: AbortSignal): Promise<void> {
    const stream = await this.#server.client.createConnection('host:track-devices-l', { unref: true })
    const stop = (): void => void stream.dispose()
    signal.addEventListener('abort', stop, { once: true })
    try {
      while (!signal.aborted) {
        const phones = parseDeviceList(await stream.readString())
        if (!signal.aborted) listener({ phones, problem: null })
      }
    } finally {
      signal.removeEventListener('abort', stop)
      await stream.dispose()
    }
  }
}

function problemList(error: unknown): PhoneList {
  return { phones: [], problem: error instanceof AdbServerError ? error.problem : 'no-server' }
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, durationMs)
    timer.unref()
    function finish(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    signal.addEventListener('abort', finish, { once: true })
  })
}
