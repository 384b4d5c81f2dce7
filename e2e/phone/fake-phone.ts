import { randomBytes, type KeyObject } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { adbCommands, encodePacket, PacketReader, type AdbPacket } from './adb-packet'
import { isSignedBy, readAndroidKey } from './android-key'
import { PhoneFiles } from './phone-files'
import { PhoneStream } from './phone-stream'
import { runShell, toybox, type PhoneProgram, type ShellResult } from './run-shell'
import { serveSync } from './serve-sync'

/** Faults that can be switched while the phone is in use. */
export interface PhoneFaults {
  /** The cable comes out once so many bytes of files have arrived; null for never. */
  cableOutAfterBytes: number | null
  /** Each packet to the host waits so long. */
  latencyMs: number
  /** So many bytes at the end of every file get lost, and success is reported. */
  lostBytes: number
}

export interface FakePhoneOptions {
  /** `modern`: shell with exit codes, newer file transfer. `old`: neither, as Android before 7. */
  readonly generation: 'modern' | 'old'
  /** `open`: no keys at all. `asking`: shows its question until `allow()` is called; keys allowed once are known. */
  readonly security: 'open' | 'asking'
  readonly properties?: Readonly<Record<string, string>>
  /** Programs besides those of toybox, by their name. */
  readonly programs?: Readonly<Record<string, PhoneProgram>>
}

const modernFeatures = 'shell_v2,cmd,stat_v2,ls_v2,fixed_push_mkdir,sendrecv_v2'
const protocolVersion = 0x01000001
const maxPayload = 256 * 1024
const authToken = 1
const authSignature = 2
const authPublicKey = 3

const usualProperties = {
  'ro.product.manufacturer': 'Fake',
  'ro.product.model': 'Fake Phone 5',
  'ro.product.device': 'fake5',
  'ro.product.name': 'fake5',
  'ro.build.version.release': '14',
  'ro.build.version.sdk': '34',
  'ro.soc.manufacturer': 'Fake',
  'ro.soc.model': 'FS845',
  'ro.product.cpu.abi': 'arm64-v8a',
}

/**
 * A phone as adb sees it: speaks the wire protocol of adbd on a port of this machine, keeps files in memory and runs a
 * few programs. It is no phone: it tells nothing of USB, of makers' quirks or of how fast a model runs.
 */
export class FakePhone {
  readonly files = new PhoneFiles()
  readonly faults: PhoneFaults = { cableOutAfterBytes: null, latencyMs: 0, lostBytes: 0 }
  /** Command lines that were run, in order. */
  readonly commands: string[] = []
  readonly #options: FakePhoneOptions
  readonly #server: Server
  readonly #links = new Set<PhoneLink>()
  readonly #knownKeys: KeyObject[] = []
  readonly #programs: Readonly<Record<string, PhoneProgram>>
  readonly properties: Readonly<Record<string, string>>
  #port = 0

  private constructor(options: FakePhoneOptions) {
    this.#options = options
    this.properties = { ...usualProperties, ...options.properties }
    this.#programs = { ...toybox(this.properties), ...options.programs }
    this.#server = createServer((socket) => this.#attach(socket))
  }

  /** A phone on a free port of this machine, or on the one given. */
  static async start(options: Partial<FakePhoneOptions> = {}, port = 0): Promise<FakePhone> {
    const phone = new FakePhone({ generation: 'modern', security: 'open', ...options })
    await phone.plugIn(port)
    return phone
  }

  /** Where the server of adb finds it: `adb connect` takes this. */
  get address(): string {
    return `127.0.0.1:${this.#port}`
  }

  get isPluggedIn(): boolean {
    return this.#server.listening
  }

  get isModern(): boolean {
    return this.#options.generation === 'modern'
  }

  get isAsking(): boolean {
    return this.#options.security === 'asking'
  }

  get banner(): string {
    const facts = ['name', 'model', 'device'].map((name) => `ro.product.${name}=${this.properties[`ro.product.${name}`] ?? ''};`).join('')
    return `device::${facts}${this.isModern ? `features=${modernFeatures}` : ''}\0`
  }

  /** Everything breaks off at once, and nobody answers any more until it is plugged in. */
  async pullCable(): Promise<void> {
    for (const link of this.#links) link.breakOff()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async plugIn(port = this.#port): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', () => resolve())
    })
    const address = this.#server.address()
    if (address !== null && typeof address === 'object') this.#port = address.port
  }

  /** The person taps Allow. */
  allow(): void {
    for (const link of this.#links) link.allow()
  }

  isKnown(token: Buffer, signature: Buffer): boolean {
    return this.#knownKeys.some((key) => isSignedBy(key, token, signature))
  }

  remember(key: KeyObject): void {
    this.#knownKeys.push(key)
  }

  run(line: string, signal: AbortSignal): Promise<ShellResult> {
    this.commands.push(line)
    return runShell(line, this.#programs, this.files, signal)
  }

  #attach(socket: Socket): void {
    const link = new PhoneLink(this, socket)
    this.#links.add(link)
    socket.once('close', () => {
      this.#links.delete(link)
      link.breakOff()
    })
  }
}

/** One connection of a server of adb. */
class PhoneLink {
  readonly #phone: FakePhone
  readonly #socket: Socket
  readonly #reader = new PacketReader()
  readonly #streams = new Map<number, PhoneStream>()
  readonly #tunnels = new Map<number, Server>()
  readonly #running = new AbortController()
  #nextId = 1
  #maxPayload = 4096
  #token = Buffer.alloc(0)
  #offeredKey: KeyObject | null = null
  #receivedBytes = 0
  #sent: Promise<void> = Promise.resolve()

  constructor(phone: FakePhone, socket: Socket) {
    this.#phone = phone
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('data', (bytes: Buffer) => {
      for (const packet of this.#reader.push(bytes)) this.#take(packet)
    })
  }

  breakOff(): void {
    this.#running.abort()
    this.#socket.destroy()
    for (const stream of this.#streams.values()) stream.hasClosed()
    for (const server of this.#tunnels.values()) server.close()
    this.#streams.clear()
    this.#tunnels.clear()
  }

  allow(): void {
    if (this.#offeredKey === null) return
    this.#phone.remember(this.#offeredKey)
    this.#welcome()
  }

  #take(packet: AdbPacket): void {
    const { command, arg0, arg1, payload } = packet
    if (command === adbCommands.connect) {
      this.#maxPayload = Math.min(maxPayload, arg1)
      if (this.#phone.isAsking) this.#askForProof()
      else this.#welcome()
    } else if (command === adbCommands.authenticate) this.#authenticate(arg0, payload)
    else if (command === adbCommands.open) this.#open(arg0, payload.toString('utf8').replace(/\0$/u, ''))
    else if (command === adbCommands.write) {
      this.#streams.get(arg1)?.received.push(Buffer.from(payload))
      void this.#send({ command: adbCommands.okay, arg0: arg1, arg1: arg0, payload: Buffer.alloc(0) })
    } else if (command === adbCommands.okay) {
      const stream = this.#streams.get(arg1)
      if (stream !== undefined) {
        stream.hostId = arg0
        stream.hasTaken()
      }
    } else if (command === adbCommands.close) {
      this.#streams.get(arg1)?.hasClosed()
      this.#streams.delete(arg1)
    }
  }

  #askForProof(): void {
    this.#token = randomBytes(20)
    void this.#send({ command: adbCommands.authenticate, arg0: authToken, arg1: 0, payload: this.#token })
  }

  #authenticate(kind: number, payload: Buffer): void {
    if (kind === authSignature) {
      if (this.#phone.isKnown(this.#token, payload)) this.#welcome()
      else this.#askForProof()
    } else if (kind === authPublicKey) this.#offeredKey = readAndroidKey(payload)
  }

  #welcome(): void {
    void this.#send({ command: adbCommands.connect, arg0: protocolVersion, arg1: maxPayload, payload: Buffer.from(this.#phone.banner) })
  }

  #open(hostId: number, service: string): void {
    const stream = this.#newStream(hostId)
    void this.#send({ command: adbCommands.okay, arg0: stream.id, arg1: hostId, payload: Buffer.alloc(0) })
    void this.#serve(stream, service)
  }

  #newStream(hostId: number): PhoneStream {
    const stream = new PhoneStream(this.#nextId++, hostId, this.#maxPayload, (packet) => this.#send(packet))
    this.#streams.set(stream.id, stream)
    return stream
  }

  async #serve(stream: PhoneStream, service: string): Promise<void> {
    if (service === 'sync:') {
      await serveSync(stream, this.#phone.files, { received: (bytes) => this.#hasReceived(bytes), lostBytes: () => this.#phone.faults.lostBytes }, this.#phone.isModern)
    } else if (service.startsWith('reverse:')) await this.#reverse(stream, service.slice('reverse:'.length))
    else if (/^(?:shell|exec)[,:]/u.test(service)) await this.#shell(stream, service)
    await stream.end()
  }

  async #shell(stream: PhoneStream, service: string): Promise<void> {
    const line = service.slice(service.indexOf(':') + 1)
    const { stdout, stderr, exitCode } = await this.#phone.run(line, this.#running.signal)
    if (!service.slice(0, service.indexOf(':')).includes('v2')) return stream.write(Buffer.from(stdout + stderr))
    if (stdout !== '') await stream.write(shellPacket(1, Buffer.from(stdout)))
    if (stderr !== '') await stream.write(shellPacket(2, Buffer.from(stderr)))
    await stream.write(shellPacket(3, Buffer.from([exitCode])))
  }

  async #reverse(stream: PhoneStream, request: string): Promise<void> {
    const [, phonePort, hostAddress] = /^forward:(?:norebind:)?tcp:(\d+);(.+)$/u.exec(request) ?? []
    const [, removedPort] = /^killforward:tcp:(\d+)$/u.exec(request) ?? []
    if (phonePort !== undefined && hostAddress !== undefined) {
      const port = await this.#listen(Number(phonePort), hostAddress)
      const text = String(port)
      return stream.write(Buffer.from(`OKAY${Number(phonePort) === 0 ? text.length.toString(16).padStart(4, '0') + text : ''}`))
    }
    if (removedPort !== undefined) this.#close(Number(removedPort))
    else if (request === 'killforward-all') for (const port of this.#tunnels.keys()) this.#close(port)
    await stream.write(Buffer.from('OKAY'))
  }

  #close(port: number): void {
    this.#tunnels.get(port)?.close()
    this.#tunnels.delete(port)
  }

  /** Who connects to the port on the phone speaks with the address on the host. */
  #listen(port: number, hostAddress: string): Promise<number> {
    const server = createServer((socket) => {
      const stream = this.#newStream(0)
      void this.#send({ command: adbCommands.open, arg0: stream.id, arg1: 0, payload: Buffer.from(`${hostAddress}\0`) })
      socket.on('error', () => socket.destroy())
      socket.on('data', (bytes: Buffer) => {
        socket.pause()
        void stream.write(Buffer.from(bytes)).then(() => socket.resume())
      })
      socket.on('end', () => void stream.end())
      void pump(stream, socket)
    })
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        const chosen = address !== null && typeof address === 'object' ? address.port : port
        this.#tunnels.set(chosen, server)
        resolve(chosen)
      })
    })
  }

  #hasReceived(bytes: number): void {
    this.#receivedBytes += bytes
    const { cableOutAfterBytes } = this.#phone.faults
    if (cableOutAfterBytes === null || this.#receivedBytes < cableOutAfterBytes) return
    this.#phone.faults.cableOutAfterBytes = null
    void this.#phone.pullCable()
  }

  #send(packet: AdbPacket): Promise<void> {
    this.#sent = this.#sent.then(() => this.#sendNow(packet))
    return this.#sent
  }

  async #sendNow(packet: AdbPacket): Promise<void> {
    const { latencyMs } = this.#phone.faults
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs))
    if (!this.#socket.destroyed) this.#socket.write(encodePacket(packet))
  }
}

async function pump(stream: PhoneStream, socket: Socket): Promise<void> {
  for (let piece = await stream.received.takeSome(); piece !== null; piece = await stream.received.takeSome()) socket.write(piece)
  socket.end()
}

function shellPacket(id: number, bytes: Buffer): Buffer {
  const header = Buffer.alloc(5)
  header.writeUInt8(id, 0)
  header.writeUInt32LE(bytes.length, 1)
  return Buffer.concat([header, bytes])
}
