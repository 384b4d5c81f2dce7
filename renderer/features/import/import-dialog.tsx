import { useState } from 'react'
import { useDropReceiver } from '../../state/drop-receiver'
import { useExchanges } from '../../state/exchange'
import { shell } from '../../state/shell'
import { ImportChoice } from './import-choice'
import { ImportPreviewView } from './import-preview-view'
import { ImportResult } from './import-result'
import type { ImportSource } from './queries'

/** Labels on their way in: files first, then what they hold, then what came of them. */
export function ImportDialog() {
  const shown = useExchanges((exchanges) => exchanges.shown)
  if (shown?.kind === 'import') return <ImportResult jobId={shown.jobId} />
  return <NewImport />
}

function NewImport() {
  const [source, setSource] = useState<ImportSource | null>(null)
  const choose = (paths: readonly string[]): void => {
    const known = paths.filter((path) => path !== '')
    if (known.length > 0) setSource({ paths: known, formatId: null })
  }
  useDropReceiver((files) => choose(files.map((file) => shell().pathForFile(file))))
  if (source === null) return <ImportChoice onChoose={choose} />
  return (
    <ImportPreviewView
      key={`${source.formatId ?? ''}/${source.paths.join('/')}`}
      source={source}
      onFormat={(formatId) => setSource({ ...source, formatId })}
      onBack={() => setSource(null)}
    />
  )
}
