import type { bundleCommands } from '#core/contract/bundle'
import type { HandlersOf } from '#core/contract/index'
import type { BundleExporter } from './bundle-exporter'
import { checkBundle } from './check-bundle'

/** Models with everything that a phone needs to run them. */
export function createBundleService(exporter: BundleExporter) {
  return {
    'bundle.start': async (order) => ({ jobId: await exporter.start(order) }),
    'bundle.report': ({ jobId }) => exporter.report(jobId),
    'bundle.check': ({ path }) => checkBundle(path),
  } satisfies HandlersOf<typeof bundleCommands>
}
