import { expect, test } from 'vitest'
import { parseGraph } from '../text/parse-graph'
import { verifyGraph } from './verify-graph'

const problemsOf = (...lines: readonly string[]): string[] => verifyGraph(parseGraph(['graph g opset 17', ...lines].join('\n')))

test('a sound graph has no problems', () => {
  expect(problemsOf('input x float32[N,3]', 'y = Relu(x)', 'output y float32[N,3]')).toEqual([])
})

test.each([
  ['an unknown operator', ['input x float32[1]', 'y = Reluu(x)', 'output y float32[1]'], 'Reluu "y" is not an operator'],
  ['a missing input', ['input x float32[1]', 'y = Add(x, "")', 'output y float32[1]'], 'lacks its input 1'],
  ['a use before the definition', ['input x float32[1]', 'y = Relu(z)', 'z = Relu(x)', 'output y float32[1]'], 'reads "z" before'],
  ['two definitions', ['input x float32[1]', 'y = Relu(x)', 'y = Relu(x) @other', 'output y float32[1]'], '"y" is defined twice'],
  ['an undefined output', ['input x float32[1]', 'output y float32[1]'], 'Output "y" is not defined'],
  ['an attribute of another type', ['input x float32[1]', 'y = Softmax(x) axis=1.5', 'output y float32[1]'], 'is float, not int'],
  ['an unknown attribute', ['input x float32[1]', 'y = Relu(x) toString=1', 'output y float32[1]'], 'has no attribute "toString"'],
  ['a wrong declaration', ['input x float32[1]', 'y = Relu(x)', 'output y float32[2]'], 'declared [2] but is [1]'],
])('%s is a problem', (_, lines, message) => {
  expect(problemsOf(...lines).join(' ')).toContain(message)
})
