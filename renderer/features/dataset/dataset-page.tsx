import { FileInput, FileOutput } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import type { PhotoScope } from '#core/contract/filter'
import { runAction, useIsAvailable } from '../../state/actions'
import { useScopeOptions } from '../../state/use-scope-options'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format'
import { Segmented } from '../../ui/segmented'
import page from '../../ui/page.module.css'
import styles from './dataset-page.module.css'
import { setDatasetView, useDatasetView, type DatasetPart } from './dataset-view'
import { DuplicatesView } from './duplicates-view'
import { MistakesView } from './mistakes-view'
import { Overview } from './overview'
import { SplitView } from './split-view'

const parts: readonly { readonly value: DatasetPart; readonly label: string }[] = [
  { value: 'overview', label: 'Overview' },
  { value: 'split', label: 'Split' },
  { value: 'duplicates', label: 'Near-duplicates' },
  { value: 'mistakes', label: 'Likely mistakes' },
]

const partViews: Readonly<Record<DatasetPart, (scope: PhotoScope) => ReactNode>> = {
  overview: (scope) => <Overview scope={scope} />,
  split: (scope) => <SplitView scope={scope} />,
  duplicates: (scope) => <DuplicatesView scope={scope} />,
  mistakes: (scope) => <MistakesView scope={scope} />,
}

const scopeNames = { library: 'All photos', filter: 'Library filter', selection: 'Selection' } as const

/** What the labels of the project are like, and the ways in and out for them. */
export function DatasetPage() {
  const { part, scopeKind } = useDatasetView()
  const { options, scope } = useScopeOptions()
  const canExport = useIsAvailable('labels.export')
  const kind = options.some((option) => option.kind === scopeKind) ? scopeKind : 'library'
  const photos = useMemo(() => scope(kind), [scope, kind])
  return (
    <section className={page.page} aria-label="Dataset">
      <header className={styles.head}>
        <h1>Dataset</h1>
        {options.length > 1 && (
          <Segmented
            label="Photos"
            value={kind}
            options={options.toReversed().map((option) => ({
              value: option.kind,
              label: option.photos === undefined ? scopeNames[option.kind] : `${scopeNames[option.kind]} (${formatCount(option.photos)})`,
            }))}
            onChange={(value) => setDatasetView({ scopeKind: value })}
          />
        )}
        <span className={styles.space} />
        <Button icon={<FileInput size={15} />} onClick={() => runAction('labels.import')}>
          Import labels…
        </Button>
        <Button icon={<FileOutput size={15} />} disabled={!canExport} onClick={() => runAction('labels.export')}>
          Export labels…
        </Button>
      </header>
      <div>
        <Segmented label="Part" value={part} options={parts} onChange={(value) => setDatasetView({ part: value })} />
      </div>
      {partViews[part](photos)}
    </section>
  )
}
