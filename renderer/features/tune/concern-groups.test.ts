import { expect, it } from 'vitest'
import type { TuneConcern } from '#core/contract/tune'
import { blockingConcern, concernGroups } from './concern-groups'

function concern(kind: TuneConcern['kind'], severity: TuneConcern['severity'], className: string | null = null): TuneConcern {
  return { kind, severity, className, message: 'm', hint: 'h' }
}

it('puts together what is said once per class, but not what stops with what warns', () => {
  const concerns = [concern('few-photos', 'stop', 'cup'), concern('few-photos', 'warn', 'cat'), concern('small-test', 'warn'), concern('few-photos', 'warn', 'dog')]
  expect(concernGroups(concerns).map((group) => [group.kind, group.severity, group.concerns.map(({ className }) => className)])).toEqual([
    ['few-photos', 'stop', ['cup']],
    ['few-photos', 'warn', ['cat', 'dog']],
    ['small-test', 'warn', [null]],
  ])
})

it('only what stops is in the way of a start', () => {
  expect(blockingConcern([concern('leakage', 'warn'), concern('one-class', 'stop')])?.kind).toBe('one-class')
  expect(blockingConcern([concern('leakage', 'warn')])).toBeNull()
})
