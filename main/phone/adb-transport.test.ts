import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PhoneList } from '#core/model/phone'
import { TestAdbServer } from '../../e2e/phone/adb-server'
import { FakePhone, type FakePhoneOptions } from '../../e2e/phone/fake-phone'
import { AdbServer } from './adb-server'
import { AdbTransport } from './adb-transport'
import { readPhoneFacts } from './phone-facts'
import { sendFile } from './send-file'

const forever = new AbortController().signal
const home = mkdtempSync(join(tmpdir(), 'mobilabel-adb-'))
const target = '/data/local/tmp/mobilabel/it is a model.onnx'

function fileOf(bytes: number) {
  const content = randomBytes(bytes)
  const path = join(home, createHash('sha1').update(content).digest('hex'))
  writeFileSync(path, content)
  return { content, file: { path, bytes, sha256: createHash('sha256').update(content).digest('hex') } }
}

describe.skipIf(!TestAdbServer.isThere)('phones behind the real server of adb', () => {
  let server: TestAdbServer
  let transport: AdbTransport

  beforeAll(async () => {
    server = await TestAdbServer.start(home)
    transport = new AdbTransport(new AdbServer(server.environment))
  })
  afterAll(async () => {
    await server.close()
    rmSync(home, { recursive: true, force: true })
  })

  async function attached(options: Partial<FakePhoneOptions> = {}) {
    const phone = await FakePhone.start(options)
    await server.adb('connect', phone.address)
    const seen = listOnce((list) => list.phones.some(({ serial, state }) => serial === phone.address && state === 'ready'))
    await seen
    return { phone, connection: await transport.open(phone.address) }
  }

  /** Resolves with the first list for which it holds. */
  function listOnce(holds: (list: PhoneList) => boolean): Promise<PhoneList> {
    return new Promise((resolve) => {
      const stop = transport.watch((list) => {
        if (!holds(list)) return
        resolve(list)
        setImmediate(() => stop())
      })
    })
  }

  test('a phone that asks is unauthorised until Allow is tapped, and leaves the list with its cable', async () => {
    const phone = await FakePhone.start({ security: 'asking' })
    const stateOf = (list: PhoneList) => list.phones.find(({ serial }) => serial === phone.address)?.state
    await server.adb('connect', phone.address)
    await listOnce((list) => stateOf(list) === 'unauthorised')
    await expect(transport.open(phone.address)).rejects.toMatchObject({ code: 'phone-unauthorised', hint: 'Unlock the phone and tap Allow.' })
    phone.allow()
    const list = await listOnce((each) => stateOf(each) === 'ready')
    expect(list.phones.find(({ serial }) => serial === phone.address)?.model).toBe('Fake Phone 5')
    await phone.pullCable()
    await listOnce((each) => stateOf(each) !== 'ready')
    await expect(transport.open(phone.address)).rejects.toMatchObject({ code: expect.stringMatching(/^phone-(?:unplugged|refused)$/u) })
    await server.adb('disconnect', phone.address)
  })

  test.each(['modern', 'old'] as const)('a file arrives whole on a %s phone and is not sent twice', async (generation) => {
    const { phone, connection } = await attached({ generation })
    const { content, file } = fileOf(3_000_000)
    const ticks: number[] = []
    expect(await sendFile(connection, file, target, { signal: forever, progress: (bytes) => ticks.push(bytes) })).toBe('sent')
    expect(phone.files.get(target)?.bytes.equals(content)).toBe(true)
    expect(phone.files.paths).toEqual([target])
    expect(ticks.at(-1)).toBe(3_000_000)
    expect(ticks.length).toBeGreaterThan(20)
    expect(await sendFile(connection, file, target, { signal: forever })).toBe('kept')
    expect(await connection.list('/data/local/tmp/mobilabel', forever)).toEqual(['it is a model.onnx'])
    await connection.close()
    await phone.pullCable()
  })

  test('a short file is removed and reported', async () => {
    const { phone, connection } = await attached()
    phone.faults.lostBytes = 10
    await expect(sendFile(connection, fileOf(100_000).file, target, { signal: forever })).rejects.toMatchObject({
      code: 'phone-refused',
      message: `${target} arrived with 99990 of 100000 bytes and was removed from the phone.`,
    })
    expect(phone.files.paths).toEqual([])
    await connection.close()
    await phone.pullCable()
  })

  test('a full phone, a folder in the way and a place that may not be written are told apart, and leave nothing', async () => {
    const { phone, connection } = await attached()
    phone.files.capacityBytes = 50_000
    await expect(sendFile(connection, fileOf(100_000).file, target, { signal: forever })).rejects.toMatchObject({ code: 'phone-full' })
    phone.files.capacityBytes = 1e9
    await expect(sendFile(connection, fileOf(1000).file, '/system/model.onnx', { signal: forever })).rejects.toMatchObject({ code: 'phone-refused', message: expect.stringContaining('Read-only') })
    phone.files.makeFolder(`${target}.part`)
    await expect(sendFile(connection, fileOf(1000).file, target, { signal: forever })).rejects.toMatchObject({ code: 'phone-refused', message: expect.stringContaining('Is a directory') })
    expect(phone.files.paths).toEqual([])
    await connection.close()
    await phone.pullCable()
  })

  test('a pulled cable ends a transfer; plugged in again it is sent anew and arrives', async () => {
    const { phone, connection } = await attached()
    const { content, file } = fileOf(6_000_000)
    phone.faults.cableOutAfterBytes = 2_000_000
    await expect(sendFile(connection, file, target, { signal: forever })).rejects.toMatchObject({ code: 'phone-unplugged' })
    expect(phone.files.paths).toEqual([])
    await phone.plugIn()
    // The server still holds the broken connection for a while; over USB it would notice by itself.
    await server.adb('disconnect', phone.address)
    await server.adb('connect', phone.address)
    await listOnce((list) => list.phones.some(({ serial, state }) => serial === phone.address && state === 'ready'))
    const again = await transport.open(phone.address)
    expect(await sendFile(again, file, target, { signal: forever })).toBe('sent')
    expect(phone.files.get(target)?.bytes.equals(content)).toBe(true)
    await again.close()
    await phone.pullCable()
  })

  test('cancelling ends a slow transfer at once and leaves nothing', async () => {
    const { phone, connection } = await attached()
    phone.faults.latencyMs = 50
    const controller = new AbortController()
    const sending = sendFile(connection, fileOf(20_000_000).file, target, { signal: controller.signal, progress: (bytes) => bytes > 200_000 && controller.abort() })
    await expect(sending).rejects.toMatchObject({ code: 'cancelled' })
    expect(phone.files.paths).toEqual([])
    await connection.close()
    await phone.pullCable()
  })

  test('a phone over Wi-Fi is reached by its address and let go of; an address where nobody listens is told', async () => {
    const phone = await FakePhone.start()
    await transport.connect(phone.address, null)
    await transport.connect(phone.address, null)
    await listOnce((list) => list.phones.some(({ serial, state }) => serial === phone.address && state === 'ready'))
    await transport.disconnect(phone.address)
    await listOnce((list) => list.phones.every(({ serial }) => serial !== phone.address))
    await phone.pullCable()
    await expect(transport.connect('127.0.0.1:1', null)).rejects.toMatchObject({ code: 'phone-refused', message: expect.stringContaining('127.0.0.1:1 could not be reached') })
    // The adb of the tests is too old to pair, and says so.
    await expect(transport.connect('127.0.0.1:1', '123456')).rejects.toMatchObject({ code: 'phone-refused' })
  })

  test('programs of the phone answer with output and exit code', async () => {
    const { phone, connection } = await attached()
    expect(await connection.shell("echo 'two words' x", forever)).toEqual({ stdout: 'two words x\n', stderr: '', exitCode: 0 })
    expect(await connection.shell('nothing-of-that-name', forever)).toMatchObject({ exitCode: 127 })
    expect(await readPhoneFacts(connection, forever)).toMatchObject({ model: 'Fake Phone 5', apiLevel: 34, chip: 'Fake FS845', batteryPercent: 83, thermalStatus: 0 })
    await connection.close()
    await phone.pullCable()
  })

  test('a way back leads from the phone to this computer', async () => {
    const { phone, connection } = await attached()
    const page = createServer((_request, response) => response.end('from the computer'))
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
    const address = page.address()
    const port = await connection.openReverse(address !== null && typeof address === 'object' ? address.port : 0)
    const text = await new Promise<string>((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent: false }, (response) => {
        let body = ''
        response.on('data', (piece: Buffer) => (body += piece.toString()))
        response.on('end', () => resolve(body))
      }).on('error', reject)
    })
    expect(text).toBe('from the computer')
    await connection.closeReverse(port)
    await new Promise((resolve) => page.close(resolve))
    await connection.close()
    await phone.pullCable()
  })
})

test('without adb and without a server the list says so, and which of both', async () => {
  const nobodyListens = { PATH: '', ANDROID_ADB_SERVER_PORT: '1' }
  const without = new AdbTransport(new AdbServer(nobodyListens, async () => null))
  expect(await without.list()).toEqual({ phones: [], problem: 'no-adb' })
  await expect(without.open('X')).rejects.toMatchObject({ code: 'no-adb', hint: expect.stringContaining('platform tools') })
  const broken = new AdbTransport(new AdbServer(nobodyListens, async () => process.execPath))
  expect(await broken.list()).toEqual({ phones: [], problem: 'no-server' })
})
