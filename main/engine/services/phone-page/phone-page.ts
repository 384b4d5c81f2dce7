import type { HandlersOf } from '#core/contract/index'
import type { phonePageCommands } from '#core/contract/phone-page'
import { AdbTransport } from '../../../phone/adb-transport'
import { PhoneStore } from '../../store/phone-store'
import { personPatience } from '../../store/write-turns'
import type { BundleExporter } from '../bundle/bundle-exporter'
import type { ServiceDependencies } from '../service-dependencies'
import { systemTimers } from './idle-close'
import { networkInterfaces } from './network-interfaces'
import { PageHost } from './page-host'

/** The page with which any phone runs a model in its browser. */
export function createPhonePageService({ jobs, emit, options, registry, store }: ServiceDependencies, exporter: BundleExporter) {
  const history = new PhoneStore(store.connection)
  const host = new PageHost({
    jobs,
    emit,
    options,
    models: registry,
    exporter,
    transport: new AdbTransport(),
    interfaces: networkInterfaces,
    timers: systemTimers,
    keep: (measurement) => store.connection.transactionWhenFree(() => history.addMeasurement(measurement), personPatience),
  })
  return {
    handlers: {
      'phone-page.interfaces': () => networkInterfaces(),
      'phone-page.open': async (order) => ({ jobId: await host.open(order) }),
      'phone-page.state': () => host.view(),
      'phone-page.close': async () => {
        await host.close()
        return null
      },
    } satisfies HandlersOf<typeof phonePageCommands>,
    /** To be called before the engine closes. */
    close: () => host.close(),
  }
}
