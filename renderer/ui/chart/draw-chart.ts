import type { PlotOptions } from '@observablehq/plot'

/** The chart library, loaded when the first chart is shown. */
export type PlotLibrary = typeof import('@observablehq/plot')

/** What to draw in so many CSS pixels of width. Colours may be custom properties, so that they follow the theme. */
export type DrawChart = (plot: PlotLibrary, widthPx: number) => PlotOptions
