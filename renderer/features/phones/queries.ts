import { useEffect } from 'react'
import type { PhonePlace } from '#core/contract/phones'
import type { JobId } from '#core/model/job'
import { useEngineAccess } from '../../state/engine-context'
import { useEngineQuery } from '../../state/engine-query'
import { presentError } from '../../state/notices'
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

/** Networks in which a page can be shown. */
export function usePageInterfaces() {
  return useEngineQuery('phone-page.interfaces', {})
}

/** The page for the browsers of phones as it is now. */
export function usePhonePage() {
  return useEngineQuery('phone-page.state', {})
}

/** Closes the page when the component goes away: it must not stay open for a network when nobody looks at it any more. */
export function usePageClosedAtEnd(): void {
  const { engine } = useEngineAccess()
  useEffect(() => () => void engine.call('phone-page.close', {}).catch(presentError), [engine])
}

export function useBundleReport(jobId: JobId, isDone: boolean) {
  return useEngineQuery('bundle.report', { jobId }, { enabled: isDone })
}

export function usePhoneCommands() {
  return {
    openPage: useCommand('phone-page.open'),
    closePage: useCommand('phone-page.close'),
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
