import { Smartphone } from 'lucide-react'
import { phoneStateAdvice, type AttachedPhone, type PhoneFacts } from '#core/model/phone'
import { Button } from '../../ui/button'
import { ErrorView } from '../../ui/error-view'
import { formatMegabytes } from '../../ui/format'
import { useChosenModel } from './delivery-form'
import { PhoneJob } from './phone-job'
import { PhoneVersions } from './phone-versions'
import styles from './phones-page.module.css'
import { chosenPlace, followPhoneJob, usePhonesView } from './phones-view'
import { usePhoneCommands, usePhoneFacts, useRunner } from './queries'
import { useCopyPhoneDiagnostics } from './use-copy-phone-diagnostics'

/** One phone: its state in words, what can be done with it, what lies on it. */
export function PhoneCard({ phone }: { readonly phone: AttachedPhone }) {
  const { sentence, next } = phoneStateAdvice[phone.state]
  const name = phone.model ?? phone.serial
  const { disconnect } = usePhoneCommands()
  return (
    <article className={styles.card} aria-label={name}>
      <header className={styles.cardHead}>
        <Smartphone size={22} aria-hidden />
        <div>
          <h2>{name}</h2>
          {phone.model !== null && <p className={styles.soft}>{phone.serial}</p>}
        </div>
        {phone.serial.includes(':') && (
          <Button look="quiet" onClick={() => disconnect.mutate({ address: phone.serial })}>
            Disconnect
          </Button>
        )}
      </header>
      {phone.state === 'ready' ? (
        <ReadyPhone serial={phone.serial} />
      ) : (
        <p className={styles.state} role="status">
          <strong>{sentence}</strong> {next}
        </p>
      )}
      <JobOf serial={phone.serial} />
    </article>
  )
}

function JobOf({ serial }: { readonly serial: string }) {
  const jobId = usePhonesView((view) => view.jobs[serial])
  return jobId === undefined ? null : <PhoneJob jobId={jobId} />
}

function ReadyPhone({ serial }: { readonly serial: string }) {
  const { data: facts, error } = usePhoneFacts(serial)
  if (error !== null) return <ErrorView error={error} />
  return (
    <>
      <dl className={styles.facts} aria-busy={facts === undefined}>
        {(facts === undefined ? factTerms.map((term) => [term, '…'] as const) : factsOf(facts)).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <PhoneActions serial={serial} abi={facts?.abi ?? null} />
      <VersionsOf serial={serial} />
    </>
  )
}

const factTerms = ['Android', 'Chip', 'Free', 'Memory', 'Battery'] as const
const notTold = 'not told'

function factsOf({ androidVersion, chip, abi, freeBytes, memoryBytes, batteryPercent }: PhoneFacts): readonly (readonly [string, string])[] {
  const gigabytes = (bytes: number | null): string => (bytes === null ? notTold : `${(bytes / 1e9).toFixed(1)} GB`)
  const processor = [chip, abi].filter((part) => part !== null).join(', ')
  const values = [androidVersion ?? notTold, processor === '' ? notTold : processor, gigabytes(freeBytes), gigabytes(memoryBytes), batteryPercent === null ? notTold : `${batteryPercent} %`]
  return factTerms.map((term, at) => [term, values[at] ?? notTold])
}

function VersionsOf({ serial }: { readonly serial: string }) {
  const place = chosenPlace(usePhonesView())
  return place === null ? null : <PhoneVersions serial={serial} place={place} />
}

function PhoneActions({ serial, abi }: { readonly serial: string; readonly abi: string | null }) {
  const view = usePhonesView()
  const { chosen } = useChosenModel()
  const { data: runner } = useRunner(abi)
  const { push, bench, fetchRunner } = usePhoneCommands()
  const copyDiagnostics = useCopyPhoneDiagnostics()
  const place = chosenPlace(view)
  const follow = { onSuccess: ({ jobId }: { readonly jobId: number }) => followPhoneJob(serial, jobId) }
  const golden = { kind: 'sample', scope: { kind: 'filter', filter: {} }, count: view.goldenCount, seed: 1 } as const
  const modelId = chosen?.card.id ?? null
  const canSend = modelId !== null && place !== null && view.formats.length > 0
  return (
    <>
      <div className={styles.row}>
        <Button
          look="primary"
          disabled={!canSend || push.isPending}
          onClick={() => {
            if (modelId !== null && place !== null) push.mutate({ serial, modelId, place, content: { formats: [...view.formats], golden, threshold: 0.3 } }, follow)
          }}
        >
          Send
        </Button>
        <Button
          disabled={modelId === null || view.formats.length === 0 || bench.isPending || runner?.kind !== 'here'}
          onClick={() => {
            if (modelId !== null) bench.mutate({ serial, models: view.formats.map((format) => ({ modelId, format })), golden, provider: view.provider, threads: view.threads, warmUp: 3, runs: view.runs }, follow)
          }}
        >
          Measure
        </Button>
        <Button look="quiet" onClick={() => copyDiagnostics(serial)}>
          Copy diagnostics
        </Button>
      </div>
      {runner?.kind === 'to-fetch' && (
        <p className={styles.soft}>
          To measure here, ONNX Runtime {runner.version} for Android ({runner.licence}) is fetched once, {formatMegabytes(runner.fetchBytes)}.{' '}
          <Button disabled={fetchRunner.isPending} onClick={() => fetchRunner.mutate({}, follow)}>
            Fetch it
          </Button>
        </p>
      )}
      {runner?.kind === 'unknown-processor' && <p className={styles.soft}>Models cannot be measured here: there is no ONNX Runtime for {runner.abi === '' ? 'this processor' : runner.abi}.</p>}
    </>
  )
}
