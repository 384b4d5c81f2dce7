import { expect, it } from 'vitest'
import type { TuneConcern } from '#core/contract/tune'
import { useTuneDraft } from '../tune-draft'
import { classesWithout, remedyOf } from './remedy-of'

const ids = new Map([['cup', 1], ['cat', 2], ['dog', 3]])
const chosen = { model: null, classIds: [1, 2, 3], idOf: (name: string) => ids.get(name) ?? null }

function few(className: string, severity: TuneConcern['severity']): TuneConcern {
  return { kind: 'few-photos', severity, className, message: 'm', hint: 'h' }
}

it('classes with too few photos can be left out, and the others stay', () => {
  const concerns = [few('cup', 'stop'), few('dog', 'stop')]
  expect(classesWithout(concerns, chosen)).toEqual([2])
  const remedy = remedyOf({ kind: 'few-photos', severity: 'stop', concerns }, chosen)
  expect(remedy.label).toBe('Leave out')
  remedy.apply()
  expect(useTuneDraft.getState().classIds).toEqual([2])
})

it('where none would be left, and where it is only a warning, more photos help', () => {
  expect(remedyOf({ kind: 'few-photos', severity: 'stop', concerns: [few('cup', 'stop'), few('cat', 'stop'), few('dog', 'stop')] }, chosen).label).toBe('Review')
  expect(remedyOf({ kind: 'few-photos', severity: 'warn', concerns: [few('cup', 'warn')] }, chosen).label).toBe('Review')
})
