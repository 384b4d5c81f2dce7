import type { MapSize, OutlinePart } from '#core/onnx/analysis/outline/architecture-outline'
import type { GraphAnalysis } from '#core/onnx/analysis/analyze-graph'
import { formatCount, formatMeasured, formatMegabytes } from '../../../ui/format'

/** 300774272 as "300.8 M"; below ten thousand as it is. */
export function amountText(value: number): string {
  if (value >= 1e9) return `${formatMeasured(value / 1e9)} G`
  if (value >= 1e6) return `${formatMeasured(value / 1e6)} M`
  if (value >= 1e4) return `${formatMeasured(value / 1e3)} k`
  return formatCount(value)
}

/** Channels × rows × columns; what is not known is a question mark. */
export function mapText(size: MapSize | null): string {
  if (size === null) return '?'
  return size.rows === 1 && size.columns === 1 ? formatCount(size.channels) : `${size.channels} × ${size.rows ?? '?'} × ${size.columns ?? '?'}`
}

/** Extents of a value without the batch. */
export function dimsText(dims: readonly number[] | null): string {
  return dims === null ? '?' : dims.slice(dims.length > 1 ? 1 : 0).join(' × ')
}

type Words = { readonly [Kind in OutlinePart['kind']]: (part: Extract<OutlinePart, { kind: Kind }>) => PartWords }

export interface PartWords {
  readonly title: string
  readonly facts: string
}

const words: Words = {
  stem: ({ kernel, stride }) => ({ title: `Convolution ${kernel} × ${kernel}`, facts: `stride ${stride}` }),
  bottlenecks: ({ repeats, expansion, channels, stride, dilation }) => ({
    title: `Bottleneck × ${repeats}`,
    facts: `expansion ${expansion}, ${channels} channels, stride ${stride}${dilation > 1 ? `, dilation ${dilation}` : ''}`,
  }),
  'feature-head': () => ({ title: 'Convolution 1 × 1', facts: 'features' }),
  classifier: ({ features, classes }) => ({ title: 'Classifier', facts: `pooling, fully connected ${formatCount(features)} → ${formatCount(classes)}` }),
  'extra-layer': ({ reducedChannels, stride }) => ({ title: 'Extra feature map', facts: `reduced to ${reducedChannels}, depthwise with stride ${stride}` }),
  'detector-head': ({ boxesPerCell, classColumns, source }) => ({ title: 'SSDLite predictors', facts: `${boxesPerCell} boxes, ${classColumns} classes each, on ${mapText(source)}` }),
  'segmentation-head': ({ branches, projectedChannels, classes }) => ({
    title: 'Atrous spatial pyramid pooling',
    facts: `${branches.map(({ kind, rate }) => (kind === 'atrous' ? `rate ${rate}` : kind === 'pointwise' ? '1 × 1' : 'image pooling')).join(', ')}; projected to ${projectedChannels}, ${classes} classes`,
  }),
  other: ({ operators }) => ({ title: 'Other nodes', facts: operators.map(({ opType, count }) => (count > 1 ? `${opType} × ${count}` : opType)).join(', ') }),
}

/** A part in the words of the MobileNetV2 paper (section 4). */
export function partWords(part: OutlinePart): PartWords {
  const describe = words[part.kind] as (part: OutlinePart) => PartWords
  return describe(part)
}

export interface TileText {
  readonly name: string
  readonly value: string
  readonly note: string
}

/** The sums of a graph, each with what it means. */
export function totalTiles({ totals, peak, fusedPeaks, opsets, outline }: GraphAnalysis): readonly TileText[] {
  const weightBytes = Object.values(totals.weightBytes).reduce((sum, bytes) => sum + bytes, 0)
  const types = Object.entries(totals.weightBytes).toSorted(([, a], [, b]) => b - a).map(([type]) => type)
  const fused = fusedPeaks.find(({ parts }) => parts === 'every-channel')
  return [
    { name: 'Parameters', value: amountText(totals.parameters), note: `${amountText(totals.biasParameters)} of them biases` },
    { name: 'Multiply-adds', value: amountText(totals.multiplyAdds), note: 'for one picture, as in the paper' },
    { name: 'Stored weights', value: formatMegabytes(weightBytes), note: types.slice(0, 3).join(', ') },
    { name: 'Peak activation memory', value: formatMegabytes(peak.bytes), note: `at ${peak.at}` },
    ...(fused === undefined || fused.bytes >= peak.bytes ? [] : [{ name: 'Peak with fused bottlenecks', value: formatMegabytes(fused.bytes), note: `channel by channel, at ${fused.at}` }]),
    { name: 'Operator set', value: `ONNX ${opsets['onnx'] ?? '?'}`, note: outline.outputStride === null ? 'output stride not known' : `output stride ${outline.outputStride}` },
  ]
}
