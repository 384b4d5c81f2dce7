import { expect, test } from 'vitest'
import { steadySpan } from './steady-span'

test('a run is measured from the report after its warm-up to its end', () => {
  const reports = [{ atMs: 100, done: 0 }, { atMs: 400, done: 24 }, { atMs: 500, done: 52 }, { atMs: 900, done: 200 }, { atMs: 1000, done: 240 }]
  expect(steadySpan(reports, 40)).toEqual({ startMs: 500, endMs: 1000, photos: 188 })
})

test('a run that told of itself only once more is not measured', () => {
  expect(() => steadySpan([{ atMs: 100, done: 0 }, { atMs: 400, done: 240 }], 40)).toThrow('too little')
  expect(() => steadySpan([], 40)).toThrow('too little')
})
