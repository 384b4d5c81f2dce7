import type { ReactNode } from 'react'
import { AnnotateSheet } from '../features/annotate/annotate-sheet'
import { DatasetPage } from '../features/dataset/dataset-page'
import { ExportDialog } from '../features/export/export-dialog'
import { ImportDialog } from '../features/import/import-dialog'
import { ImportModelDialog } from '../features/import-model/import-model-dialog'
import { ComparePage } from '../features/compare/compare-page'
import { PhotoComparison } from '../features/compare/photo-comparison'
import { PhotoFactsOf } from '../features/inspector/photo-facts-of'
import { PhotoInspector } from '../features/inspector/photo-inspector'
import { InterruptedBanner } from '../features/jobs/interrupted-banner'
import { JobsDrawer } from '../features/jobs/jobs-drawer'
import { DisagreementDialog } from '../features/library/disagreement-dialog'
import { LibraryPage } from '../features/library/library-page'
import { SearchBox } from '../features/library/search-box'
import { SkippedDialog } from '../features/library/skipped-dialog'
import { ClassesDialog } from '../features/classes/classes-dialog'
import { ModelsPage } from '../features/models/models-page'
import { BrowserDialog } from '../features/phones/browser-dialog'
import { BundleDialog } from '../features/phones/bundle-dialog'
import { PhonesPage } from '../features/phones/phones-page'
import { QuantizeDialog } from '../features/models/quantize/quantize-dialog'
import { AcceptAllDialog } from '../features/review/accept-all-dialog'
import { ReviewPage } from '../features/review/review-page'
import { ReviewStart } from '../features/review/review-start'
import { StepsDialog } from '../features/review/steps-dialog'
import { SettingsPage } from '../features/settings/settings-page'
import { useCopyDiagnostics } from '../features/settings/use-copy-diagnostics'
import { StartScreen } from '../features/start/start-screen'
import { ReportOfModel } from '../features/tune/report/report-of-model'
import { TunePage } from '../features/tune/tune-page'
import { Filmstrip } from '../features/viewer/filmstrip'
import { ViewerPage } from '../features/viewer/viewer-page'
import { useEngineStatus } from '../state/engine-status'
import { isOver } from '../state/job-state'
import { useKeyMap } from '../state/key-map'
import { openPhoto, reviewPhoto, useNavigation, type DialogId, type PageId } from '../state/navigation'
import { useFolders, useJobs, useLibraryIds } from '../state/queries'
import { CommandPalette } from './command-palette'
import { DropTarget } from './drop-target'
import { EngineBanner } from './engine-banner'
import { ErrorBoundary } from './error-boundary'
import { NoticesView } from './notices-view'
import { OverlayToggles } from './overlay-toggles'
import { ProjectProblem } from './project-problem'
import { Rail } from './rail'
import { ShortcutSheet } from './shortcut-sheet'
import styles from './shell.module.css'
import { StatusLine } from './status-line'
import { TopBar } from './top-bar'
import { tunedModelActions } from './tuned-model-actions'
import { useActionInput, useGlobalActions, useOpenedPaths } from './use-global-actions'
import { useUnsavedGuard } from './use-unsaved-guard'

const dialogs: Readonly<Record<DialogId, () => ReactNode>> = {
  palette: () => <CommandPalette />,
  shortcuts: () => <ShortcutSheet />,
  annotate: () => <AnnotateSheet />,
  import: () => <ImportDialog />,
  export: () => <ExportDialog />,
  skipped: () => <SkippedDialog />,
  classes: () => <ClassesDialog />,
  'accept-all': () => <AcceptAllDialog />,
  steps: () => <StepsDialog />,
  disagreement: () => <DisagreementDialog />,
  quantize: () => <QuantizeDialog />,
  'import-model': () => <ImportModelDialog />,
  bundle: () => <BundleDialog />,
  'phone-page': () => <BrowserDialog />,
}

const pageViews: Readonly<Record<PageId, () => ReactNode>> = {
  library: () => <Library />,
  review: () => <Review />,
  dataset: () => <DatasetPage />,
  models: () => (
    <ModelsPage
      comparison={(photoId, modelIds) => <PhotoComparison photoId={photoId} modelIds={modelIds} />}
      training={(card) => <ReportOfModel key={card.id} card={card} actions={tunedModelActions} />}
    />
  ),
  tune: () => <TunePage actions={tunedModelActions} />,
  phones: () => <PhonesPage />,
  settings: () => <SettingsPage />,
}

/** The frame of the window: rail, top bar, the page, jobs beside it, the status line. */
export function Shell() {
  const page = useNavigation((navigation) => navigation.page)
  const jobsOpen = useNavigation((navigation) => navigation.jobsOpen)
  const dialog = useNavigation((navigation) => navigation.dialog)
  const engineState = useEngineStatus((status) => status.state)
  const folders = useFolders().data
  useGlobalActions({ hasPhotos: (folders ?? []).some(({ photos }) => photos > 0) })
  useActionInput()
  useOpenedPaths()
  useCopyDiagnostics()
  useUnsavedGuard()
  // Every tooltip and list with keys is drawn again when one was changed.
  useKeyMap()
  return (
    <div className={styles.shell}>
      <Rail />
      <div className={styles.column}>
        <TopBar search={<SearchBox />} />
        <EngineBanner />
        <InterruptedBanner />
        <main className={styles.main}>
          <ErrorBoundary key={page}>{engineState === 'failed' ? <ProjectProblem /> : pageViews[page]()}</ErrorBoundary>
          {jobsOpen && <JobsDrawer />}
        </main>
        <StatusLine />
      </div>
      {dialog !== null && dialogs[dialog]()}
      <NoticesView />
      <DropTarget />
    </div>
  )
}

/** The start screen until there are photos, then the grid or one photo. */
function Library() {
  const viewerPhotoId = useNavigation((navigation) => navigation.viewerPhotoId)
  const comparing = useNavigation((navigation) => navigation.viewerMode === 'compare')
  const { ids } = useLibraryIds()
  const { data: folders } = useFolders()
  const scanning = useJobs().some((job) => job.kind === 'scan' && !isOver(job))
  if (folders === undefined) return null
  if (folders.length === 0 && !scanning) return <StartScreen />
  if (viewerPhotoId !== null && comparing) {
    return <ComparePage photoId={viewerPhotoId} filmstrip={<Filmstrip ids={ids} photoId={viewerPhotoId} onOpen={openPhoto} />} />
  }
  if (viewerPhotoId !== null) {
    return <ViewerPage photoId={viewerPhotoId} toggles={<OverlayToggles />} facts={<PhotoFactsOf photoId={viewerPhotoId} />} />
  }
  return <LibraryPage toggles={<OverlayToggles />} inspector={<PhotoInspector />} />
}

/** The photo that is being labeled, or the way to one. */
function Review() {
  const photoId = useNavigation((navigation) => navigation.reviewPhotoId)
  const { ids } = useLibraryIds()
  if (photoId === null) return <ReviewStart />
  return <ReviewPage photoId={photoId} filmstrip={<Filmstrip ids={ids} photoId={photoId} onOpen={reviewPhoto} />} />
}
