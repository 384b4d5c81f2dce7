import type { Graph, Node } from '../graph'
import type { Storage } from './storages'

/** Nodes that run as one operation; `innerBytes` is what the operation needs besides its inputs and outputs. */
export interface Operation {
  readonly nodes: readonly Node[]
  readonly innerBytes: number
}

/** The moment of a schedule at which most activation memory is in use. */
export interface MemoryPeak {
  readonly bytes: number
  /** Name of the last node of the operation that runs then. */
  readonly at: string
  /** Values in memory then, largest first. */
  readonly held: readonly { readonly value: string; readonly bytes: number }[]
  readonly innerBytes: number
}

/**
 * Peak of activation memory when the operations run in the order given: inputs, outputs and everything still to be read later is in
 * memory together with what the operation needs inside (Sandler et al. 2018, section 5.1, equation 4). Values that only one
 * operation of several nodes sees are its inner matter. Graph inputs are held until their last reader, outputs to the end.
 */
export function peakMemory(graph: Graph, operations: readonly Operation[], storages: ReadonlyMap<string, Storage>): MemoryPeak {
  const spans = lifeSpans(graph, operations, storages)
  let peak: MemoryPeak = { bytes: 0, at: '', held: [], innerBytes: 0 }
  operations.forEach(({ nodes, innerBytes }, step) => {
    const held = spans
      .filter(({ first, last }) => first <= step && step <= last)
      .map(({ storage }) => ({ value: storage.name, bytes: storage.bytes ?? 0 }))
    const bytes = held.reduce((sum, value) => sum + value.bytes, innerBytes)
    if (bytes > peak.bytes) peak = { bytes, at: nodes.at(-1)?.name ?? '', held: held.toSorted((a, b) => b.bytes - a.bytes), innerBytes }
  })
  return peak
}

/** A storage and the operations during which it holds something, both included. */
export interface LifeSpan {
  readonly storage: Storage
  readonly first: number
  readonly last: number
}

/** When each storage is in use; storages that live inside one operation of several nodes are left out. */
export function lifeSpans(graph: Graph, operations: readonly Operation[], storages: ReadonlyMap<string, Storage>): LifeSpan[] {
  const firsts = new Map<Storage, number>()
  const lasts = new Map<Storage, number>()
  const use = (value: string, step: number): void => {
    const storage = storages.get(value)
    if (storage === undefined) return
    if (!firsts.has(storage)) firsts.set(storage, step)
    lasts.set(storage, Math.max(step, lasts.get(storage) ?? step))
  }
  for (const input of graph.inputs) use(input.name, 0)
  operations.forEach(({ nodes }, step) => {
    for (const node of nodes) for (const value of [...node.inputs, ...node.outputs]) use(value, step)
  })
  const outputs = new Set(graph.outputs.map((output) => output.name))
  const spans: LifeSpan[] = []
  for (const [storage, first] of firsts) {
    const kept = storage.members.some((member) => outputs.has(member))
    const last = kept ? operations.length - 1 : (lasts.get(storage) ?? first)
    const given = graph.inputs.some((input) => input.name === storage.name)
    const inner = first === last && !kept && !given && (operations[first]?.nodes.length ?? 0) > 1
    if (!inner) spans.push({ storage, first, last })
  }
  return spans
}
