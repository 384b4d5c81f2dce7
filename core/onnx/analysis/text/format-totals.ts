import type { ValueInfo } from '../../graph'
import type { GraphAnalysis } from '../analyze-graph'
import { formatBytes, formatCount } from './format-count'

/** What the graph is and costs in total, one fact a line. */
export function formatTotals(analysis: GraphAnalysis): string {
  const { totals, peak, outline } = analysis
  const facts: readonly (readonly [string, string])[] = [
    ['inputs', analysis.inputs.map(infoText).join(', ')],
    ['outputs', analysis.outputs.map(infoText).join(', ')],
    ['operator sets', Object.entries(analysis.opsets).map(([domain, version]) => `${domain} ${version}`).join(', ')],
    ['operators', analysis.operators.map(({ opType, count }) => `${opType} x ${count}`).join(', ')],
    ['task', `${outline.task}${outline.outputStride === null ? '' : `, output stride ${outline.outputStride}`}`],
    ['parameters', `${formatCount(totals.parameters)} (${totals.parameters}; of these biases ${totals.biasParameters})`],
    ['MAdds', `${formatCount(totals.multiplyAdds)} (${totals.multiplyAdds})`],
    ['weights', Object.entries(totals.weightBytes).map(([type, bytes]) => `${type} ${formatBytes(bytes)}`).join(', ')],
    ['activations', `${formatBytes(totals.activationBytes)} in all`],
    ['peak, layer by layer', `${formatBytes(peak.bytes)} at ${peak.at}`],
    ...analysis.fusedPeaks.map(
      ({ parts, bytes, at }): readonly [string, string] => [
        parts === 'every-channel' ? 'peak, channel by channel' : `peak, blocks in ${parts}`,
        `${formatBytes(bytes)} at ${at}`,
      ],
    ),
    ...(analysis.unknownValues.length === 0
      ? []
      : [['size not known', `${analysis.unknownValues.length} values, missing above: ${analysis.unknownValues.slice(0, 5).join(', ')}`] as const]),
  ]
  const width = Math.max(...facts.map(([name]) => name.length))
  return facts.map(([name, text]) => `${name.padEnd(width)}  ${text}\n`).join('')
}

function infoText({ name, dataType, dims }: ValueInfo): string {
  return `${name} ${dataType}[${dims === null ? '?' : dims.map((dim) => dim ?? '?').join(', ')}]`
}
