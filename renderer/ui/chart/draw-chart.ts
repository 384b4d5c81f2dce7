import type { PlotOptions } from '@observablehq/plot'
import type * as library from './plot-library'

export type PlotLibrary = typeof library

/** What to draw in so many CSS pixels of width. Colours may be custom properties, so that they follow the theme. */
export type DrawChart = (plot: PlotLibrary, widthPx: number) => PlotOptions
