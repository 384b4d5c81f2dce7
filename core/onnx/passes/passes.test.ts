import { expect, test } from 'vitest'
import { parseGraph } from '../text/parse-graph'
import { printGraph } from '../text/print-graph'
import { foldConstants } from './fold-constants'
import { nameWeights } from './name-weights'
import { removeDeadCode } from './remove-dead-code'
import { runPasses } from './run-passes'
import { shareConstants } from './share-constants'

const graphOf = (...lines: readonly string[]): ReturnType<typeof parseGraph> => parseGraph(['graph g opset 17', ...lines].join('\n'))

test('folds chains of constants and drops what fed them', () => {
  const graph = graphOf('input x float32[2]', 'constant a float32[2] = {1, 2}', 'constant b float32[] = {10}', 'c = Mul(a, b)', 'd = Add(c, b)', 'y = Add(x, d)', 'output y float32[2]')
  expect(printGraph(foldConstants.run(graph))).toBe(
    'graph g opset 17\ninput x float32[2]\nconstant d float32[2] = {20, 30}\ny = Add(x, d)\noutput y float32[2]\n',
  )
})

test('drops nodes and constants nobody reads', () => {
  const graph = graphOf('input x float32[2]', 'constant a float32[2] = {1, 2}', 'u = Add(x, a)', 'v = Relu(u)', 'y = Relu(x)', 'output y float32[2]')
  expect(removeDeadCode.run(graph).nodes.map((node) => node.name)).toEqual(['y'])
  expect(removeDeadCode.run(graph).initializers.size).toBe(0)
})

test('shares equal numbers of equal rank, never weights', () => {
  const graph = graphOf('input x float32[1]', 'constant a float32[] = {0}', 'constant b float32[] = {0}', 'constant c float32[1] = {0}', 'p = Clip(x, a, b)', 'y = Add(p, c)', 'output y float32[1]')
  expect(printGraph(shareConstants.run(graph))).toContain('p = Clip(x, a, a)\ny = Add(p, c)')
})

test('names weights after the layer that alone reads them', () => {
  const graph = graphOf('input x float32[N,1,2,2]', 'constant q float32[1,1,1,1] = {2}', 'constant r float32[1,1,1,1] = {3}', 'a = Conv(x, q)', 'b = Conv(a, r)', 'y = Conv(b, r)', 'output y float32[?]')
  const named = nameWeights.run(graph)
  expect([...named.initializers.keys()]).toEqual(['a/weight', 'r'])
  expect(nameWeights.run(named)).toBe(named)
})

test('a pass that breaks the graph is named with what ran before', () => {
  const graph = graphOf('input x float32[1]', 'constant a float32[] = {1}', 'constant b float32[] = {1}', 'c = Add(a, b)', 'y = Add(x, c)', 'output y float32[1]')
  const broken = { name: 'cut', run: (current: typeof graph) => ({ ...current, nodes: [] }) }
  expect(() => runPasses(graph, [foldConstants, broken])).toThrow('Pass "cut" (after fold-constants) broke the graph: Output "y" is not defined.')
  expect(() => runPasses({ ...graph, nodes: [] }, [])).toThrow('not sound before any pass')
  expect(runPasses(graph, [foldConstants, removeDeadCode]).changedBy).toEqual(['fold-constants'])
})
