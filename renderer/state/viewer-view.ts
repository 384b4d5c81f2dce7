import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'

interface ViewerView {
  /** null shows the answers of all models together. */
  readonly modelId: string | null
  readonly hiddenNames: ReadonlySet<string>
  readonly soloName: string | null
  readonly selectedKey: string | null
  readonly hoveredKey: string | null
}

/** What of the findings the viewer shows and points out. */
export const useViewerView = create<ViewerView>()(() => ({
  modelId: null,
  hiddenNames: new Set(),
  soloName: null,
  selectedKey: null,
  hoveredKey: null,
}))

/** The part that decides which findings are shown; pointing at one does not change it. */
export function useClassView(): Pick<ViewerView, 'modelId' | 'hiddenNames' | 'soloName'> {
  return useViewerView(useShallow(({ modelId, hiddenNames, soloName }) => ({ modelId, hiddenNames, soloName })))
}

export function showModel(modelId: string | null): void {
  useViewerView.setState({ modelId, selectedKey: null, hoveredKey: null })
}

/** Shows one class alone; asking again shows all. */
export function toggleSolo(name: string): void {
  useViewerView.setState(({ soloName }) => ({ soloName: soloName === name ? null : name }))
}

export function toggleHidden(name: string): void {
  useViewerView.setState(({ hiddenNames }) => {
    const next = new Set(hiddenNames)
    if (!next.delete(name)) next.add(name)
    return { hiddenNames: next, soloName: null }
  })
}

export function showAllClasses(): void {
  useViewerView.setState({ hiddenNames: new Set(), soloName: null })
}

export function selectFinding(selectedKey: string | null): void {
  useViewerView.setState({ selectedKey })
}

export function hoverFinding(hoveredKey: string | null): void {
  if (useViewerView.getState().hoveredKey !== hoveredKey) useViewerView.setState({ hoveredKey })
}

/** Another photo: what pointed at findings of the last one is over, the choice of classes stays. */
export function forgetFindings(): void {
  useViewerView.setState({ soloName: null, selectedKey: null, hoveredKey: null })
}
