import { applyEdit } from '../edit-graph'
import type { Graph } from '../graph'
import { GraphIndex } from '../graph-index'
import type { RewriteRule } from '../rules/rewrite-rule'
import { inferShapes } from '../shapes/infer-shapes'
import type { Pass } from './pass'
import { removeDeadCode } from './remove-dead-code'

/** A pass that applies the rules wherever they match, until none does. Dead nodes and initializers go after every step. */
export function rewritePass(name: string, rules: readonly RewriteRule[]): Pass {
  return {
    name,
    run: (graph) => {
      let current = graph
      for (let next = applyFirst(current, rules); next !== null; next = applyFirst(current, rules)) current = next
      return current
    },
  }
}

function applyFirst(graph: Graph, rules: readonly RewriteRule[]): Graph | null {
  const index = new GraphIndex(graph)
  const infos = inferShapes(graph)
  for (const node of graph.nodes) {
    for (const rule of rules) {
      if (!rule.opTypes.includes(node.opType) || node.domain !== '') continue
      const outcome = rule.rewrite(node, { graph, index, infos })
      if (outcome.kind === 'edit') return removeDeadCode.run(applyEdit(graph, outcome.edit))
    }
  }
  return null
}
