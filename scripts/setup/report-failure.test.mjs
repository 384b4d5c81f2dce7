import { describe, expect, it } from 'vitest'
import { failureText } from './report-failure.mjs'
import { SetupError } from './setup-error.mjs'

describe('failureText', () => {
  it('says what to do', () => {
    expect(failureText(new SetupError('It broke.', 'Mend it.'))).toBe('It broke.\n  → Mend it.')
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    expect(failureText(full)).toBe(
      'ENOSPC: no space left on device, write\n  → Free some disk space (the set-up needs about 2 GB), then start again.',
    )
  })

  it('shows where a fault of the code itself is', () => {
    expect(failureText(new TypeError('x is undefined'))).toContain('report-failure.test.mjs')
  })
})
