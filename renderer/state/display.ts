import { create } from 'zustand'
import type { Settings } from '#core/contract/project'
import { firstThreshold } from '#core/model/first-threshold'

type DisplayKey = 'theme' | 'threshold' | 'gridSizePx' | 'showBoxes' | 'showMasks' | 'showTags'

/** How photos and findings are shown; remembered between starts. */
export type Display = { readonly [Key in DisplayKey]-?: Exclude<Settings[Key], undefined> } & {
  /** null lets the width of the window decide. */
  readonly railCollapsed: boolean | null
  /** null lets the width of the window decide. */
  readonly inspectorHidden: boolean | null
  /** null stands for every usable model. */
  readonly runModelIds: readonly string[] | null
}

export const gridSizeLimitsPx = { least: 88, most: 400 } as const

export const useDisplay = create<Display>()(() => ({
  theme: 'system',
  threshold: firstThreshold,
  gridSizePx: 176,
  showBoxes: true,
  showMasks: true,
  showTags: true,
  inspectorHidden: null,
  railCollapsed: null,
  runModelIds: null,
}))

export function setDisplay(part: Partial<Display>): void {
  useDisplay.setState(part)
}

export function setThreshold(threshold: number): void {
  useDisplay.setState({ threshold: Math.min(1, Math.max(0, threshold)) })
}

export function setGridSize(sizePx: number): void {
  useDisplay.setState({ gridSizePx: Math.min(gridSizeLimitsPx.most, Math.max(gridSizeLimitsPx.least, Math.round(sizePx))) })
}

export function toggleDisplay(key: 'showBoxes' | 'showMasks' | 'showTags'): void {
  useDisplay.setState((display) => ({ [key]: !display[key] }))
}
