import { describe, expect, it } from 'vitest'
import { addCounts, countsLine, countsOfExit, playwrightCounts, vitestCounts } from './test-counts.mjs'

describe('counts', () => {
  it('come from the two reports', () => {
    expect(vitestCounts({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }, 1)).toEqual({
      passed: 7, failed: 1, skipped: 3,
    })
    expect(playwrightCounts({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 } }, 1)).toEqual({
      passed: 4, failed: 2, skipped: 1,
    })
  })

  it('show a failure that no test reported', () => {
    expect(vitestCounts({ numPassedTests: 7, numFailedTests: 0 }, 1)).toMatchObject({ passed: 7, failed: 1 })
    expect(playwrightCounts(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(countsOfExit(2).failed).toBe(1)
    expect(countsOfExit(0).failed).toBe(0)
  })

  it('add up to the closing line', () => {
    const sum = addCounts({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 0, skipped: 0 })
    expect(countsLine(sum)).toBe('3 passed, 0 failed')
    expect(countsLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped')
  })
})
