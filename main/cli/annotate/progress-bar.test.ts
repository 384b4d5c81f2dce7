import { expect, test } from 'vitest'
import type { Job } from '#core/model/job'
import { formatDuration, plainProgress, progressLine } from './progress-bar'

const job: Job = {
  id: 1,
  kind: 'run',
  title: 'Annotate',
  state: 'running',
  progress: { done: 30, total: 120, failed: 2, skipped: 0, perSecond: 7.5, remainingMs: 80_000 },
  startedAtMs: 0,
  endedAtMs: null,
  error: null,
  runId: 1,
  canPause: true,
}

test('durations have at most two units', () => {
  expect(formatDuration(900)).toBe('1 s')
  expect(formatDuration(80_000)).toBe('1 min 20 s')
  expect(formatDuration(3_700_000)).toBe('1 h 1 min')
})

test('a line tells counts, failures, speed and time left and fits the terminal', () => {
  const line = progressLine(job, 100)
  expect(line).toContain('30/120  2 failed  7.5/s  1 min 20 s left')
  expect(line).toMatch(/\[#+\.+\]/)
  expect(progressLine(job, 30).length).toBeLessThan(30)
  const long = progressLine({ ...job, title: 'Predict with MobileNetV2 1.0 224, SSDLite MobileNetV2 300, DeepLabv3 MobileNetV2 513' }, 100)
  expect(long).toContain('30/120  2 failed  7.5/s  1 min 20 s left')
})

test('plain progress writes seldom, and the end always', () => {
  let nowMs = 10_000
  const lines: string[] = []
  const display = plainProgress({ write: (text) => lines.push(text), isTerminal: false, columns: 80 }, () => nowMs)
  display.show(job)
  nowMs += 100
  display.show(job)
  display.show({ ...job, state: 'done', endedAtMs: nowMs })
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('done')
})
