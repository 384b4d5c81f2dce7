import { create } from 'zustand'
import type { ScopeKind } from '../../state/photo-scope'

export type DatasetPart = 'overview' | 'split' | 'duplicates' | 'mistakes'

/** What the page shows, kept while other pages are shown. */
interface DatasetView {
  readonly part: DatasetPart
  readonly scopeKind: ScopeKind
  readonly distanceBits: number
  /** null stands for the first model with answers. */
  readonly modelId: string | null
  readonly scoreAtLeast: number
}

export const useDatasetView = create<DatasetView>()(() => ({
  part: 'overview',
  scopeKind: 'library',
  distanceBits: 6,
  modelId: null,
  scoreAtLeast: 0.8,
}))

export function setDatasetView(part: Partial<DatasetView>): void {
  useDatasetView.setState(part)
}
