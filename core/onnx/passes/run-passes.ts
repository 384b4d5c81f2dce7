import type { Graph } from '../graph'
import { verifyGraph } from '../spec/verify-graph'
import type { Pass } from './pass'

/** The graph after the passes, and the names of those that changed it. */
export interface PassesResult {
  readonly graph: Graph
  readonly changedBy: readonly string[]
}

/**
 * Runs the passes in order and verifies the graph before the first and after each one that changed it.
 * Throws Error naming the pass, what ran before it and the first problems found.
 */
export function runPasses(graph: Graph, passes: readonly Pass[]): PassesResult {
  requireSound(graph, 'The graph is not sound before any pass')
  const changedBy: string[] = []
  let current = graph
  for (const pass of passes) {
    const before = changedBy.length === 0 ? 'first to change it' : `after ${changedBy.join(', ')}`
    const next = runOne(pass, current, before)
    if (next === current) continue
    requireSound(next, `Pass "${pass.name}" (${before}) broke the graph`)
    changedBy.push(pass.name)
    current = next
  }
  return { graph: current, changedBy }
}

function runOne(pass: Pass, graph: Graph, before: string): Graph {
  try {
    return pass.run(graph)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`Pass "${pass.name}" (${before}) failed: ${reason}`, { cause })
  }
}

function requireSound(graph: Graph, what: string): void {
  const problems = verifyGraph(graph)
  if (problems.length === 0) return
  const rest = problems.length > 3 ? ` … and ${problems.length - 3} more` : ''
  throw new Error(`${what}: ${problems.slice(0, 3).join(' ')}${rest}`)
}
