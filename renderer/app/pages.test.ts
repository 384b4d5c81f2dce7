import { expect, it } from 'vitest'
import { keyOf } from '../state/key-map'
import { pages } from './pages'

it('pages at the top of the rail have the keys 1, 2, 3 and so on, from top to bottom', () => {
  const top = pages.filter(({ place }) => place === 'top')
  expect(top.map(({ action }) => keyOf(action))).toEqual(top.map((_, at) => `Mod+${at + 1}`))
})
