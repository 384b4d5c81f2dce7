import type { MapSize, OutlinePart } from './architecture-outline'

type Describe = { readonly [Kind in OutlinePart['kind']]: (part: Extract<OutlinePart, { kind: Kind }>) => string }

const dilated = (dilation: number): string => (dilation > 1 ? ` d${dilation}` : '')

const descriptions: Describe = {
  stem: (part) => `stem: conv ${part.kernel}x${part.kernel} s${part.stride}`,
  bottlenecks: (part) =>
    `bottleneck x ${part.repeats}: t${part.expansion} c${part.channels} n${part.repeats} s${part.stride}${dilated(part.dilation)}`,
  'feature-head': () => 'conv 1x1',
  classifier: (part) => `pool, fully connected ${part.features} -> ${part.classes}`,
  'extra-layer': (part) => `extra map: reduce to ${part.reducedChannels}, depthwise s${part.stride}, widen`,
  'detector-head': (part) => `detector ${part.mapIndex}: ${part.boxesPerCell} boxes x ${part.classColumns} classes on ${sizeText(part.source)}`,
  'segmentation-head': (part) =>
    `pyramid: ${part.branches.map(({ kind, rate }) => (kind === 'atrous' ? `atrous r${rate}` : kind)).join(' + ')}, project ${part.projectedChannels}, ${part.classes} classes`,
  other: (part) => part.operators.map(({ opType, count }) => (count > 1 ? `${opType} x ${count}` : opType)).join(', '),
}

/** One line that says what a part is, in the words of the paper: t expansion, c channels, n repeats, s stride, d dilation. */
export function describePart(part: OutlinePart): string {
  const describe = descriptions[part.kind] as (part: OutlinePart) => string
  return describe(part)
}

/** Channels x rows x columns. */
export function sizeText(size: MapSize | null): string {
  return size === null ? '?' : `${size.channels} x ${size.rows ?? '?'} x ${size.columns ?? '?'}`
}
