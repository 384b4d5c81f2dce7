import { expect, test } from 'vitest'
import { TaskDepth } from './task-depth'

const limits = { least: 2, most: 8, aheadMs: 60 }

function depthAfter(taskMs: number, rounds: number): TaskDepth {
  const depth = new TaskDepth(limits)
  depth.begin(1000)
  for (let round = 1; round <= rounds; round++) depth.finished(1, 1000 + round * taskMs)
  return depth
}

test('the least until a task has been seen', () => {
  const depth = new TaskDepth(limits)
  expect([depth.tasks, depth.resultsAtOnce]).toEqual([2, 1])
})

test.each([
  [100, 2, 1],
  [12, 5, 2],
  [5, 8, 4],
  [0, 8, 4],
])('tasks of %i ms: %i at once, results by %i', (taskMs, tasks, resultsAtOnce) => {
  const depth = depthAfter(taskMs, 3)
  expect([depth.tasks, depth.resultsAtOnce]).toEqual([tasks, resultsAtOnce])
})

test('one slow task changes little, many do', () => {
  const depth = depthAfter(10, 3)
  depth.finished(1, 1030 + 20)
  // 10 + 0.3 (20 - 10) = 13 ms
  expect(depth.tasks).toBe(4)
  for (let round = 1; round <= 20; round++) depth.finished(1, 1050 + round * 100)
  expect(depth.tasks).toBe(2)
})

test('time without tasks does not count', () => {
  const depth = depthAfter(10, 1)
  depth.begin(90_000)
  depth.finished(2, 90_020)
  expect(depth.tasks).toBe(6)
})
