import { useState } from 'react'
import type { JobId } from '#core/model/job'
import { closeDialog } from '../../state/navigation'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorView } from '../../ui/error-view'
import { Segmented } from '../../ui/segmented'
import { ChooseModelFile } from './choose-model-file'
import { ImportOutcome } from './import-outcome'
import styles from './import-model.module.css'
import { MoreModels } from './more-models'
import { useInspection } from './queries'
import { SettleModel, type KeptChoices } from './settle-model'

type Origin = 'file' | 'catalogue'

const origins: readonly { readonly value: Origin; readonly label: string }[] = [
  { value: 'file', label: 'From a file' },
  { value: 'catalogue', label: 'Get more models' },
]

/** A model on its way in: the file first, then how it works, then what came of it; or one from the catalogue. */
export function ImportModelDialog() {
  const [path, setPath] = useState<string | null>(null)
  if (path !== null) return <FromFile key={path} path={path} onBack={() => setPath(null)} />
  return <Choose onChoose={setPath} />
}

function Choose({ onChoose }: { readonly onChoose: (path: string) => void }) {
  const [origin, setOrigin] = useState<Origin>('file')
  return (
    <Dialog title="Add a model" onClose={closeDialog} footer={<Button onClick={closeDialog}>Close</Button>}>
      <div className={styles.add}>
        <Segmented label="Where it comes from" value={origin} options={origins} onChange={setOrigin} />
        {origin === 'file' ? <ChooseModelFile onChoose={onChoose} /> : <MoreModels />}
      </div>
    </Dialog>
  )
}

function FromFile({ path, onBack }: { readonly path: string; readonly onBack: () => void }) {
  const inspection = useInspection(path)
  const [jobId, setJobId] = useState<JobId | null>(null)
  const [kept, setKept] = useState<KeptChoices | null>(null)
  const start = (started: JobId, choices: KeptChoices): void => {
    setJobId(started)
    setKept(choices)
  }
  if (jobId !== null) return <ImportOutcome jobId={jobId} onBack={() => setJobId(null)} />
  if (inspection.data !== undefined) return <SettleModel inspection={inspection.data} kept={kept} onBack={onBack} onStart={start} />
  return (
    <Dialog title="Import a model" onClose={closeDialog} footer={<Button onClick={onBack}>Another file…</Button>}>
      {inspection.error === null ? <p role="status">Reading the model…</p> : <ErrorView error={inspection.error} action={<Button onClick={() => void inspection.refetch()}>Try again</Button>} />}
    </Dialog>
  )
}
