import type { BundleOrder } from '#core/contract/bundle'
import { toErrorData } from '#core/contract/errors'
import { isOver } from '../../state/job-state'
import { closeDialog } from '../../state/navigation'
import { presentError } from '../../state/notices'
import { shell } from '../../state/shell'
import { useJob } from '../../state/use-job'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorText } from '../../ui/error-view'
import { formatMegabytes } from '../../ui/format'
import { NumberField } from '../../ui/number-field'
import { FormatChoice, ModelPicker, useChosenModel } from './delivery-form'
import { PhoneJob } from './phone-job'
import styles from './phones-page.module.css'
import { followPhoneJob, setPhonesView, usePhonesView } from './phones-view'
import { useBundleReport, usePhoneCommands } from './queries'

const bundleJob = ''

/** A model with everything a phone needs, as a folder or a zip file. */
export function BundleDialog() {
  const view = usePhonesView()
  const { chosen } = useChosenModel()
  const { exportBundle } = usePhoneCommands()
  const jobId = view.jobs[bundleJob]
  const canExport = chosen !== null && view.formats.length > 0 && !exportBundle.isPending

  const start = async (kind: BundleOrder['target']['kind']): Promise<void> => {
    if (chosen === null) return
    const name = `${chosen.card.id}-bundle`
    const path = await (kind === 'zip' ? shell().chooseExportArchive(name) : shell().chooseExportFolder(name))
    if (path === null) return
    const golden = { kind: 'sample', scope: { kind: 'filter', filter: {} }, count: view.goldenCount, seed: 1 } as const
    exportBundle.mutate(
      { modelId: chosen.card.id, formats: [...view.formats], golden, threshold: 0.3, target: { kind, path } },
      { onSuccess: (started) => followPhoneJob(bundleJob, started.jobId) },
    )
  }

  return (
    <Dialog
      title="Export a bundle"
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>Close</Button>
          <Button disabled={!canExport} onClick={() => void start('folder').catch(presentError)}>
            As a folder…
          </Button>
          <Button look="primary" disabled={!canExport} onClick={() => void start('zip').catch(presentError)}>
            As a zip file…
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <ModelPicker />
        <FormatChoice />
        <NumberField label="Golden photos" value={view.goldenCount} least={0} most={100} onChange={(goldenCount) => setPhonesView({ goldenCount })} />
        <p className={styles.soft}>The bundle holds the model, its labels, a manifest with everything a program must know, golden photos with this computer’s answers, and samples for Android, iOS and browsers.</p>
        {exportBundle.error !== null && (
          <div role="alert">
            <ErrorText error={toErrorData(exportBundle.error)} />
          </div>
        )}
        {jobId !== undefined && <BundleOutcome jobId={jobId} />}
      </div>
    </Dialog>
  )
}

function BundleOutcome({ jobId }: { readonly jobId: number }) {
  const { job } = useJob(jobId)
  const { data: report } = useBundleReport(jobId, job !== undefined && isOver(job) && job.state === 'done')
  return (
    <>
      <PhoneJob jobId={jobId} />
      {report !== undefined && (
        <ul className={styles.notes} aria-label="What was written">
          <li>{report.path}</li>
          {report.files.map(({ path, bytes }) => (
            <li key={path}>{`${path}, ${formatMegabytes(bytes)}`}</li>
          ))}
          {report.leftOut.map(({ what, reason }) => (
            <li key={what}>{`Left out: ${what}. ${reason}`}</li>
          ))}
        </ul>
      )}
    </>
  )
}
