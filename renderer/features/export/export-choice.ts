import { create } from 'zustand'
import type { ExportOrder } from '#core/contract/datasets'

/** What was chosen for an export, remembered for the next one. */
export interface ExportChoice {
  /** null stands for the first format. */
  readonly formatId: string | null
  readonly source: 'labels' | 'predictions'
  /** null stands for the first model with predictions. */
  readonly modelId: string | null
  /** null stands for the threshold of the window. */
  readonly threshold: number | null
  readonly frame: ExportOrder['frame']
  readonly photos: ExportOrder['photos']
  readonly parts: 'together' | 'split' | 'as-imported'
  readonly target: ExportOrder['target']['kind']
}

export const useExportChoice = create<ExportChoice>()(() => ({
  formatId: null,
  source: 'labels',
  modelId: null,
  threshold: null,
  frame: 'upright',
  photos: 'labels-only',
  parts: 'together',
  target: 'folder',
}))

export function setExportChoice(part: Partial<ExportChoice>): void {
  useExportChoice.setState(part)
}
