import { create } from 'zustand'

export type ModelsPart = 'models' | 'comparison'
export type ModelTab = 'facts' | 'architecture' | 'layers' | 'quantization' | 'training'

interface ModelsView {
  readonly part: ModelsPart
  /** null stands for the first one. */
  readonly modelId: string | null
  readonly tab: ModelTab
}

/** What the Models page shows, kept while other pages are shown. */
export const useModelsView = create<ModelsView>()(() => ({ part: 'models', modelId: null, tab: 'facts' }))

export function setModelsView(view: Partial<ModelsView>): void {
  useModelsView.setState(view)
}
