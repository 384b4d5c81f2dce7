import { create } from 'zustand'
import type { PhonePlace } from '#core/contract/phones'
import type { BundleFormatId } from '#core/model/bundle-format'
import type { JobId } from '#core/model/job'
import type { PhoneProvider } from '#core/model/phone-measurement'

interface PhonesView {
  /** null leaves the choice to the page: the first usable one. */
  readonly modelId: string | null
  readonly formats: readonly BundleFormatId[]
  readonly placeKind: PhonePlace['kind']
  readonly appPackage: string
  readonly goldenCount: number
  readonly provider: PhoneProvider
  readonly threads: number
  readonly runs: number
  /** The job started last on each phone by this page, and the one that exports a bundle under "". */
  readonly jobs: Readonly<Record<string, JobId>>
}

/** Choices of the Phones page, kept while other pages are shown. */
export const usePhonesView = create<PhonesView>()(() => ({
  modelId: null,
  formats: ['onnx'],
  placeKind: 'download',
  appPackage: '',
  goldenCount: 4,
  provider: 'CPU',
  threads: 4,
  runs: 30,
  jobs: {},
}))

export function setPhonesView(change: Partial<PhonesView>): void {
  usePhonesView.setState(change)
}

export function followPhoneJob(serial: string, jobId: JobId): void {
  usePhonesView.setState(({ jobs }) => ({ jobs: { ...jobs, [serial]: jobId } }))
}

/** Where the choices put models; null while the name of the app's package is missing. */
export function chosenPlace({ placeKind, appPackage }: Pick<PhonesView, 'placeKind' | 'appPackage'>): PhonePlace | null {
  if (placeKind !== 'app') return { kind: placeKind }
  return /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/u.test(appPackage) ? { kind: 'app', package: appPackage } : null
}
