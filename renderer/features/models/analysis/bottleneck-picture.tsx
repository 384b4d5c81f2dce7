import type { BlockOutline } from '#core/onnx/analysis/outline/architecture-outline'
import styles from './analysis.module.css'

const stepPx = 178
const boxPx = { width: 150, height: 46 } as const
const topPx = 30

interface StepBox {
  readonly title: string
  readonly facts: string
}

/** One inverted residual block: thin, wide, thin again, with its shortcut (Sandler et al. 2018, figure 4). */
export function BottleneckPicture({ block }: { readonly block: BlockOutline }) {
  const { inputChannels, expandedChannels, outputChannels, kernel, stride, dilation, expands, hasShortcut } = block
  const filter = [`stride ${stride}`, ...(dilation > 1 ? [`dilation ${dilation}`] : [])].join(', ')
  const steps: readonly StepBox[] = [
    ...(expands ? [{ title: 'Expand 1 × 1, Relu6', facts: `${inputChannels} → ${expandedChannels}` }] : []),
    { title: `Depthwise ${kernel} × ${kernel}, Relu6`, facts: `${expandedChannels}, ${filter}` },
    { title: 'Project 1 × 1, linear', facts: `${expandedChannels} → ${outputChannels}` },
  ]
  const start = 34
  const widthPx = start + steps.length * stepPx + 30
  const middle = topPx + boxPx.height / 2
  const end = start + steps.length * stepPx
  const summary = `${steps.map(({ title, facts }) => `${title}: ${facts}`).join('; ')}; ${hasShortcut ? 'the input is added to the result' : 'no shortcut'}.`
  return (
    <svg className={styles.picture} width={widthPx} height={topPx + boxPx.height + 8} viewBox={`0 0 ${widthPx} ${topPx + boxPx.height + 8}`} role="img" aria-label={summary}>
      <line x1={4} y1={middle} x2={end + 20} y2={middle} className={styles.wire} />
      {hasShortcut && <path d={`M 14 ${middle} V 16 Q 14 8 22 8 H ${end - 8} Q ${end} 8 ${end} 16 V ${middle - 9}`} className={styles.wire} />}
      {steps.map(({ title, facts }, at) => (
        <g key={title} transform={`translate(${start + at * stepPx}, ${topPx})`}>
          <rect width={boxPx.width} height={boxPx.height} rx={6} className={styles.step} />
          <text x={boxPx.width / 2} y={19} className={styles.stepTitle}>
            {title}
          </text>
          <text x={boxPx.width / 2} y={36} className={styles.stepFacts}>
            {facts}
          </text>
        </g>
      ))}
      {hasShortcut && (
        <g>
          <circle cx={end} cy={middle} r={9} className={styles.step} />
          <text x={end} y={middle + 5} className={styles.stepTitle}>
            +
          </text>
        </g>
      )}
    </svg>
  )
}
