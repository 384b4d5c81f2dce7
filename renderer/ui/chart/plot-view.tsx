import { use, useLayoutEffect, useRef } from 'react'
import { useWidth } from '../use-width'
import type { DrawChart, PlotLibrary } from './draw-chart'
import styles from './chart-figure.module.css'

/** Loaded when the first chart is shown. */
let library: Promise<PlotLibrary> | null = null

function loadLibrary(): Promise<PlotLibrary> {
  library ??= import('./plot-library')
  return library
}

interface PlotViewProps {
  readonly draw: DrawChart
  /** What the chart shows, in a sentence. */
  readonly summary: string
}

/** A chart as wide as its place. Suspends until the library is there. */
export function PlotView({ draw, summary }: PlotViewProps) {
  const plot = use(loadLibrary())
  const frame = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(frame)
  useLayoutEffect(() => {
    if (widthPx === 0) return
    const chart = plot.plot({ ...draw(plot, widthPx), width: widthPx })
    // The content policy refuses style elements; this component's style sheet says the same.
    for (const style of chart.querySelectorAll('style')) style.remove()
    frame.current?.replaceChildren(chart)
  }, [plot, draw, widthPx])
  return <div ref={frame} role="img" aria-label={summary} className={styles.plot} />
}
