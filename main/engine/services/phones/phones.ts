import { release, type as systemType } from 'node:os'
import type { HandlersOf } from '#core/contract/index'
import type { phoneCommands } from '#core/contract/phones'
import type { PhoneFacts, PhoneList } from '#core/model/phone'
import { AdbTransport } from '../../../phone/adb-transport'
import { findAdb } from '../../../phone/find-adb'
import { readPhoneFacts } from '../../../phone/phone-facts'
import type { PhoneConnection, PhoneTransport } from '../../../phone/transport'
import { PhoneStore } from '../../store/phone-store'
import type { BundleExporter } from '../bundle/bundle-exporter'
import type { ServiceDependencies } from '../service-dependencies'
import { PhoneMeter } from './phone-meter'
import { PhonePusher } from './phone-pusher'
import { RunnerStore } from './runner-store'
import { listVersions, removeVersion, rollBack } from './phone-versions'

const patienceMs = 15_000

/** Phones that are attached: what they are, what goes to them, what lies on them. */
export function createPhonesService(dependencies: ServiceDependencies, exporter: BundleExporter, transport: PhoneTransport = new AdbTransport()) {
  const { store, emit, options } = dependencies
  const history = new PhoneStore(store.connection)
  const pusher = new PhonePusher({ dependencies, transport, exporter, history })
  const runners = new RunnerStore(options)
  const meter = new PhoneMeter({ dependencies, transport, exporter, history, runners })
  let stopWatching: (() => void) | null = null

  async function onPhone<T>(serial: string, work: (connection: PhoneConnection) => Promise<T>): Promise<T> {
    const connection = await transport.open(serial)
    try {
      return await work(connection)
    } finally {
      await connection.close()
    }
  }

  const facts = (serial: string): Promise<PhoneFacts> => onPhone(serial, (connection) => readPhoneFacts(connection, AbortSignal.timeout(patienceMs)))

  async function diagnostics(serial: string | undefined): Promise<string> {
    const list: PhoneList = await transport.list()
    const lines = [
      `Mobilabel ${options.appVersion} on ${systemType()} ${release()}, ${process.arch}`,
      `adb: ${(await findAdb()) ?? 'not found'}`,
      `Problem: ${list.problem ?? 'none'}`,
      ...list.phones.map((phone) => `Phone ${phone.serial}: ${phone.state} ("${phone.stateText}"), ${phone.model ?? 'model unknown'}`),
    ]
    for (const phone of list.phones) {
      if (phone.state !== 'ready' || (serial !== undefined && phone.serial !== serial)) continue
      lines.push('', `Facts of ${phone.serial}:`, JSON.stringify(await facts(phone.serial).catch(String), null, 2))
    }
    lines.push('', 'Last transfers:', ...history.pushes(serial ?? null).slice(0, 10).map((push) => JSON.stringify(push)))
    return `${lines.join('\n')}\n`
  }

  return {
    handlers: {
      'phone.list': () => {
        stopWatching ??= transport.watch((list) => emit('phone.changed', list))
        return transport.list()
      },
      'phone.connect': async ({ address, pairingCode }) => {
        await transport.connect(address, pairingCode)
        return null
      },
      'phone.disconnect': async ({ address }) => {
        await transport.disconnect(address)
        return null
      },
      'phone.facts': ({ serial }) => facts(serial),
      'phone.push': async (order) => ({ jobId: await pusher.start(order) }),
      'phone.push-report': ({ jobId }) => pusher.report(jobId),
      'phone.versions': ({ serial, place }) => onPhone(serial, (connection) => listVersions(connection, place)),
      'phone.roll-back': async ({ serial, place, modelId, version }) => {
        await onPhone(serial, (connection) => rollBack(connection, place, modelId, version))
        return null
      },
      'phone.remove': async ({ serial, place, modelId, version }) => {
        await onPhone(serial, (connection) => removeVersion(connection, place, modelId, version))
        return null
      },
      'phone.history': ({ serial }) => history.pushes(serial ?? null),
      'phone.runner': ({ abi }) => runners.state(abi),
      'phone.fetch-runner': () => ({ jobId: dependencies.jobs.start({ kind: 'model-fetch', title: 'Fetch ONNX Runtime for Android' }, (context) => runners.fetch(context)) }),
      'phone.bench': async (order) => ({ jobId: await meter.start(order) }),
      'phone.bench-report': ({ jobId }) => meter.report(jobId),
      'phone.measurements': ({ modelSha256 }) => history.measurements(modelSha256 ?? null),
      'phone.diagnostics': ({ serial }) => diagnostics(serial),
    } satisfies HandlersOf<typeof phoneCommands>,
    /** To be called before the engine closes. */
    close: () => stopWatching?.(),
  }
}
