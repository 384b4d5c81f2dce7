import { ChevronDown, ChevronRight } from 'lucide-react'
import { Fragment, useId, useMemo, useState, type ReactNode } from 'react'
import type { ModelAnalysis } from '#core/contract/model-insight'
import type { BlockOutline, OutlinePart } from '#core/onnx/analysis/outline/architecture-outline'
import type { LayerCost } from '#core/onnx/analysis/layer-costs'
import { Button } from '../../../ui/button'
import { formatPercent } from '../../../ui/format'
import { AnalysisOf } from './analysis-of'
import styles from './analysis.module.css'
import { amountText, dimsText, mapText, partWords } from './analysis-text'
import { BottleneckPicture } from './bottleneck-picture'
import { costsOf } from './part-costs'

/** The graph folded to the parts of the paper; each opens to its blocks or layers. */
export function ArchitectureView({ modelId }: { readonly modelId: string }) {
  return <AnalysisOf modelId={modelId}>{(analysis) => <Parts key={analysis.sha256} analysis={analysis} />}</AnalysisOf>
}

function Parts({ analysis }: { readonly analysis: ModelAnalysis }) {
  const { outline, totals, inputs } = analysis
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const layers = useMemo(() => new Map(analysis.layers.map((layer) => [layer.name, layer])), [analysis])
  const toggle = (at: number): void => {
    const next = new Set(open)
    if (!next.delete(at)) next.add(at)
    setOpen(next)
  }
  const isAllOpen = open.size === outline.parts.length
  return (
    <>
      <div className={styles.line}>
        <Button onClick={() => setOpen(isAllOpen ? new Set() : new Set(outline.parts.keys()))}>{isAllOpen ? 'Fold all' : 'Unfold all'}</Button>
      </div>
      <ol className={styles.graph} aria-label="Architecture">
        <li className={styles.end}>{`Input ${inputs.map(({ dims }) => (dims === null ? '?' : dims.slice(1).join(' × '))).join(', ')}`}</li>
        {outline.parts.map((part, at) => (
          <Part key={at} part={part} layers={layers} totalMultiplyAdds={totals.multiplyAdds} isPeak={part.nodes.includes(analysis.peak.at)} isOpen={open.has(at)} onToggle={() => toggle(at)} />
        ))}
        <li className={styles.end}>{`Output ${analysis.outputs.map(({ name }) => name).join(', ')}`}</li>
      </ol>
    </>
  )
}

interface PartProps {
  readonly part: OutlinePart
  readonly layers: ReadonlyMap<string, LayerCost>
  readonly totalMultiplyAdds: number
  readonly isPeak: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function Part({ part, layers, totalMultiplyAdds, isPeak, isOpen, onToggle }: PartProps) {
  const insideId = useId()
  const { title, facts } = partWords(part)
  const { parameters, multiplyAdds } = costsOf(layers, part.nodes)
  const share = totalMultiplyAdds === 0 ? 0 : multiplyAdds / totalMultiplyAdds
  return (
    <li className={styles.part}>
      <button type="button" className={styles.partHead} aria-expanded={isOpen} aria-controls={insideId} onClick={onToggle}>
        {isOpen ? <ChevronDown size={15} /> : <ChevronRight size={15} />}
        <strong>{title}</strong>
        <span className={styles.partFacts}>{facts}</span>
        {isPeak && <span className={styles.peak}>peak memory</span>}
        <span className={styles.cost}>{`${amountText(parameters)} parameters`}</span>
        <span className={styles.cost}>{`${amountText(multiplyAdds)} MAdds, ${formatPercent(share)}`}</span>
        <svg className={styles.share} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
          <rect width={100 * share} height={4} />
        </svg>
        <span className={styles.output}>{mapText(part.output)}</span>
      </button>
      {isOpen && (
        <div id={insideId} className={styles.inside}>
          {part.kind === 'bottlenecks' ? part.blocks.map((block, at) => <Block key={block.depthwise} block={block} number={at + 1} layers={layers} />) : <Nodes names={part.nodes} layers={layers} />}
        </div>
      )}
    </li>
  )
}

function Block({ block, number, layers }: { readonly block: BlockOutline; readonly number: number; readonly layers: ReadonlyMap<string, LayerCost> }) {
  const { parameters, multiplyAdds } = costsOf(layers, block.nodes)
  return (
    <section className={styles.block} aria-label={`Block ${number}`}>
      <p className={styles.soft}>{`Block ${number}: ${amountText(parameters)} parameters, ${amountText(multiplyAdds)} MAdds${block.isTapped ? '; the expanded map is also read by a predictor' : ''}`}</p>
      <BottleneckPicture block={block} />
    </section>
  )
}

function Nodes({ names, layers }: { readonly names: readonly string[]; readonly layers: ReadonlyMap<string, LayerCost> }): ReactNode {
  return (
    <dl className={styles.nodes}>
      {names.map((name) => {
        const layer = layers.get(name)
        return (
          <Fragment key={name}>
            <dt>{layer?.opType ?? ''}</dt>
            <dd className={styles.mono} title={name}>
              {name}
            </dd>
            <dd className={styles.output}>{dimsText(layer?.outputDims ?? null)}</dd>
          </Fragment>
        )
      })}
    </dl>
  )
}
