import { describe, expect, it } from 'vitest'
import { formatRows, reachesBar } from './quality-row'

describe('quality rows', () => {
  const good = { what: 'AP', measured: 0.2901, bar: { kind: 'at-least', value: 0.287 }, reference: 0.2907 } as const
  const bad = { what: 'difference', measured: 0.00025, bar: { kind: 'at-most', value: 0.0001 }, reference: null } as const

  it('tells whether a figure reaches its bar', () => {
    expect(reachesBar(good)).toBe(true)
    expect(reachesBar({ ...good, measured: 0.2869 })).toBe(false)
    expect(reachesBar({ ...good, measured: NaN })).toBe(false)
    expect(reachesBar(bad)).toBe(false)
    expect(reachesBar({ ...bad, measured: 0.0001 })).toBe(true)
  })

  it('prints a table', () => {
    expect(formatRows([good, bad]).split('\n')).toEqual([
      'figure      measured  bar         reference',
      'AP          0.2901    >= 0.2870   0.2907     ok',
      'difference  2.50e-4   <= 1.00e-4             MISSED',
    ])
  })
})
