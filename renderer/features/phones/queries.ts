import type { PhonePlace } from '#core/contract/phones'
import type { JobId } from '#core/model/job'
import { useEngineQuery } from '../../state/engine-query'
import { useCommand } from '../../state/use-command'

/** The phones of now. */
export function usePhones() {
  return useEngineQuery('phone.list', {})
}

export function usePhoneFacts(serial: string) {
  return useEngineQuery('phone.facts', { serial })
}

export function usePhoneVersions(serial: string, place: PhonePlace) {
  return useEngineQuery('phone.versions', { serial, place })
}

/** Whether models can be measured on phones with this kind of processor; not asked before it is known. */
export function useRunner(abi: string | null) {
  return useEngineQuery('phone.runner', { abi: abi ?? '' }, { enabled: abi !== null })
}

/** What was measured on phones, newest first. */
export function useMeasurements() {
  return useEngineQuery('phone.measurements', {})
}

export function usePhoneHistory() {
  return useEngineQuery('phone.history', {})
}

export function useBundleReport(jobId: JobId, isDone: boolean) {
  return useEngineQuery('bundle.report', { jobId }, { enabled: isDone })
}

export function usePhoneCommands() {
  return {
    connect: useCommand('phone.connect'),
    disconnect: useCommand('phone.disconnect'),
    push: useCommand('phone.push'),
    bench: useCommand('phone.bench'),
    fetchRunner: useCommand('phone.fetch-runner'),
    rollBack: useCommand('phone.roll-back'),
    remove: useCommand('phone.remove'),
    diagnostics: useCommand('phone.diagnostics'),
    exportBundle: useCommand('bundle.start'),
  }
}
