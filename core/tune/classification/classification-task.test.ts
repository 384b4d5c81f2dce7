import { expect, test } from 'vitest'
import { inferShapes } from '#core/onnx/shapes/infer-shapes'
import { verifyGraph } from '#core/onnx/spec/verify-graph'
import { exampleCard } from '#core/testing/example-card'
import { buildRandomMobilenetV2 } from '#core/zoo/builders/build-random-mobilenet-v2'
import type { ClassPlan } from '../class-plan'
import { plainView, viewOf } from '../photo-view'
import type { HeadOrder, TuneLabel } from '../tune-task'
import { classificationTask } from './classification-task'

const labels = ['tench', 'goldfish', 'shark'].map((name, id) => ({ id: id * 10, name }))
const card = exampleCard({ labels })

function orderFor(widthMultiplier: number, plan: Partial<ClassPlan>): HeadOrder {
  const graph = buildRandomMobilenetV2({ name: 'random', widthMultiplier, inputSize: { width: 64, height: 64 }, classes: 3, seed: 1 })
  const classes: ClassPlan = { learnt: ['mug', 'shark'], kept: 'replace', parentColumns: [null, 2], answer: 'one-class', ...plan }
  return { card, graph, features: classificationTask.featureGraph(graph, card), classes, seed: 1, classWeights: [1, 1] }
}

const tags = (...indexes: readonly number[]): TuneLabel[] => indexes.map((classIndex) => ({ classIndex, geometry: { kind: 'tag' }, attributes: {} }))
const view = viewOf({ width: 8, height: 8 }, plainView)

// Sandler et al. 2018: the last layer never gets narrower than 1280.
test.each([[0.35, 1280], [1, 1280], [1.4, 1792]])('width %s has %i features', (width, features) => {
  const order = orderFor(width, {})
  expect(order.features.dims).toEqual([[features]])
  expect(verifyGraph(order.features.graph)).toEqual([])
  expect(order.features.graph.outputs).toHaveLength(1)
  const { graph } = classificationTask.attach(classificationTask.createHead(order), order)
  expect(verifyGraph(graph)).toEqual([])
  expect(inferShapes(graph).get('logits')?.dims).toEqual(['N', 2])
  expect(graph.outputs[0]?.dims).toEqual(['N', 2])
  expect([...graph.initializers.keys()].filter((name) => name.startsWith('logits/'))).toEqual([])
})

test('classes alone: columns are the learnt classes', () => {
  const order = orderFor(0.35, {})
  const head = classificationTask.createHead(order)
  expect(head.parameters).toHaveLength(2 * 1280 + 2)
  expect(classificationTask.attach(head, order).labels).toEqual([{ id: 0, name: 'mug' }, { id: 1, name: 'shark' }])
  expect(classificationTask.target(tags(1), view, order)).toEqual({ columns: [1] })
})

test('classes beside the model’s own: old columns stay as they are, known classes keep their place', () => {
  const order = orderFor(0.35, { kept: 'extend' })
  const head = classificationTask.createHead(order)
  expect(head.parameters).toHaveLength(1280 + 1)
  const { graph, labels: all } = classificationTask.attach(head, order)
  expect(all).toEqual([...labels, { id: 21, name: 'mug' }])
  expect(classificationTask.target(tags(0), view, order)).toEqual({ columns: [3] })
  expect(classificationTask.target(tags(1), view, order)).toEqual({ columns: [2] })
  const node = graph.nodes.find(({ outputs }) => outputs[0] === 'logits')
  const weight = graph.initializers.get(node?.inputs[1] ?? '')
  expect(weight?.dims).toEqual([4, 1280])
  const before = Float32Array.from(order.graph.initializers.get('logits/weight')?.data ?? [], Number)
  expect(Float32Array.from(weight?.data ?? [], Number).subarray(0, before.length)).toEqual(before)
  const { logits } = head.forward([new Float32Array(1280).fill(1)])
  const sum = before.subarray(0, 1280).reduce((total, value) => total + value, 0)
  expect(logits?.data[0]).toBeCloseTo(sum + Number(order.graph.initializers.get('logits/bias')?.data[0] ?? 0), 3)
})

test('classes a photo can have together do not stand beside those it has one of', () => {
  const order = orderFor(0.35, { kept: 'extend', answer: 'many-classes' })
  expect(() => classificationTask.createHead(order)).toThrow('cannot stand beside')
})

test('photos that cannot serve', () => {
  const one = orderFor(0.35, {}).classes
  expect(classificationTask.serves(tags(0, 0), one)).toBe(true)
  expect(classificationTask.serves(tags(0, 1), one)).toBe(false)
  expect(classificationTask.serves([], one)).toBe(false)
  expect(classificationTask.serves(tags(0, 1), { ...one, answer: 'many-classes' })).toBe(true)
  expect(classificationTask.serves([], { ...one, answer: 'many-classes' })).toBe(true)
})
