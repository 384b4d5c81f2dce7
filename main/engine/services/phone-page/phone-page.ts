import type { HandlersOf } from '#core/contract/index'
import type { phonePageCommands } from '#core/contract/phone-page'
import { AdbTransport } from '../../../phone/adb-transport'
import { PhoneStore } from '../../store/phone-store'
import type { BundleExporter } from '../bundle/bundle-exporter'
import type { ServiceDependencies } from '../service-dependencies'
import { systemTimers } from './idle-close'
import { networkInterfaces } from './network-interfaces'
import { PageHost, type PageHostParts } from './page-host'

/** The page with which any phone runs a model in its browser. `parts` replaces what tests play. */
export function createPhonePageService(dependencies: ServiceDependencies, exporter: BundleExporter, parts: Partial<Pick<PageHostParts, 'transport' | 'interfaces' | 'timers'>> = {}) {
  const host = new PageHost({
    dependencies,
    exporter,
    transport: new AdbTransport(),
    interfaces: networkInterfaces,
    timers: systemTimers,
    history: new PhoneStore(dependencies.store.connection),
    ...parts,
  })
  const interfaces = parts.interfaces ?? networkInterfaces
  return {
    handlers: {
      'phone-page.interfaces': () => interfaces(),
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
