import { rm } from 'node:fs/promises'
import type { PageResult, PageSession } from '#core/bundle/page-exchange'
import { AppError } from '#core/contract/errors'
import type { PhoneMeasurement } from '#core/model/phone-measurement'
import { pageIdleMs, type PageVisitor, type PhonePageEnd, type PhonePageWay, type QrPicture } from '#core/model/phone-page'
import { shellQuote } from '../../../phone/shell-quote'
import type { PhoneConnection, PhoneTransport } from '../../../phone/transport'
import { browserMeasurement } from './browser-measurement'
import { IdleClose, type Timers } from './idle-close'
import { PageAccess } from './page-access'
import type { PageFiles } from './page-files'
import { isolatingHeaders, PageServer } from './page-server'
import { qrPicture } from './qr-picture'
import { browserName, deviceName } from './visitor-name'

export interface OpenPageParts {
  readonly way: PhonePageWay
  readonly files: PageFiles
  readonly session: PageSession
  readonly transport: Pick<PhoneTransport, 'open' | 'list'>
  readonly timers: Timers
  /** Removed when the page closes. */
  readonly folder: string
  changed(): void
  /** Settles once it is kept. */
  measured(measurement: Omit<PhoneMeasurement, 'id'>): Promise<void>
  /** Nobody used it for long, or the phone was unplugged; the page must be closed then. */
  ended(end: PhonePageEnd): void
}

/** How a phone reaches the server. */
interface Passage {
  /** As browsers ask for it. */
  readonly host: string
  /** The phone at the cable. */
  readonly connection: PhoneConnection | null
  close(): Promise<void>
}

const toldEveryMs = 15_000

/** A page while it is shown. */
export class OpenPage {
  readonly #parts: OpenPageParts
  readonly #server: PageServer
  readonly #passage: Passage
  readonly #access: PageAccess
  readonly #idle: IdleClose
  #visitor: (PageVisitor & { readonly phone: string; readonly browser: string }) | null = null
  #turnedAway = 0
  #toldCloseMs: number
  #closing: Promise<void> | null = null

  private constructor(parts: OpenPageParts, server: PageServer, passage: Passage, phoneName: string | null) {
    this.#parts = parts
    this.#server = server
    this.#passage = passage
    this.#access = new PageAccess(passage.host)
    this.#idle = new IdleClose(parts.timers, pageIdleMs, () => parts.ended('time-out'))
    this.#toldCloseMs = this.#idle.closesAtMs
    void this.#watchCable()
    server.show({
      access: this.#access,
      headers: parts.way.kind === 'phone' ? isolatingHeaders : {},
      files: parts.files,
      session: parts.session,
      used: () => this.#used(),
      visited: ({ address, userAgent }) => {
        const browser = browserName(userAgent)
        const phone = phoneName ?? deviceName(userAgent)
        this.#visitor = { name: `${phone}, ${browser}`, phone, browser, address, connectedAtMs: parts.timers.nowMs() }
        parts.changed()
      },
      turnedAway: () => {
        this.#turnedAway++
        parts.changed()
      },
      received: (result) => this.#receive(result),
      acknowledged: () => parts.changed(),
    })
  }

  /** Throws why the phone is not ready, or `cannot-read` when the network address cannot be used. */
  static async open(parts: OpenPageParts): Promise<OpenPage> {
    const server = new PageServer()
    try {
      const { way, transport } = parts
      if (way.kind === 'network') {
        const port = await server.listen(way.address)
        return new OpenPage(parts, server, { host: `${way.address}:${port}`, connection: null, close: async () => undefined }, null)
      }
      const port = await server.listen('127.0.0.1')
      const { phones } = await transport.list()
      return new OpenPage(parts, server, await cablePassage(transport, way.serial, port), phones.find(({ serial }) => serial === way.serial)?.model ?? null)
    } catch (error) {
      await server.close()
      throw error
    }
  }

  get url(): string {
    return this.#access.url
  }

  get qr(): QrPicture | null {
    return this.#parts.way.kind === 'network' ? qrPicture(this.url) : null
  }

  get closesAtMs(): number {
    return this.#idle.closesAtMs
  }

  get visitor(): PageVisitor | null {
    if (this.#visitor === null) return null
    const { name, address, connectedAtMs } = this.#visitor
    return { name, address, connectedAtMs }
  }

  get turnedAway(): number {
    return this.#turnedAway
  }

  /** Opens the address in the browser of a phone at the cable. */
  async callBrowser(signal: AbortSignal): Promise<void> {
    await this.#passage.connection?.shell(`am start -a android.intent.action.VIEW -d ${shellQuote(this.url)}`, signal)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#idle.end()
    await this.#server.close()
    await this.#passage.close()
    await rm(this.#parts.folder, { recursive: true, force: true })
  }

  #used(): void {
    this.#idle.used()
    if (this.#idle.closesAtMs - this.#toldCloseMs < toldEveryMs) return
    this.#toldCloseMs = this.#idle.closesAtMs
    this.#parts.changed()
  }

  async #receive(result: PageResult): Promise<void> {
    const model = this.#parts.session.models.find(({ card }) => card.id === result.modelId)
    if (model === undefined || this.#visitor === null) throw new AppError('bad-input', `The model "${result.modelId}" is not shown here.`)
    await this.#parts.measured(browserMeasurement(result, model.card, this.#visitor, this.#parts.timers.nowMs()))
  }

  /** Over Wi-Fi the server of adb lists a phone that is gone for a while: the connection itself knows at once. */
  async #watchCable(): Promise<void> {
    const { connection } = this.#passage
    if (connection === null) return
    await connection.gone
    if (this.#closing === null) this.#parts.ended('unplugged')
  }
}

/** The phone's own local host leads here: browsers take that for as safe as https. */
async function cablePassage(transport: OpenPageParts['transport'], serial: string, port: number): Promise<Passage> {
  const connection = await transport.open(serial)
  try {
    const phonePort = await connection.openReverse(port)
    return {
      host: `localhost:${phonePort}`,
      connection,
      close: async () => {
        try {
          await connection.closeReverse(phonePort)
        } catch (error) {
          // The phone may be gone, and its ports with it.
          if (!(error instanceof AppError)) throw error
        } finally {
          await connection.close()
        }
      },
    }
  } catch (error) {
    await connection.close()
    throw error
  }
}
