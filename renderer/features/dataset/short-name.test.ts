import { expect, it } from 'vitest'
import { shortName } from './short-name'

it('leaves out the end of long names, whole characters at a time', () => {
  expect(shortName('motorcycle')).toBe('motorcycle')
  expect(shortName('a'.repeat(26))).toBe('a'.repeat(26))
  expect(shortName('a'.repeat(27))).toBe(`${'a'.repeat(25)}…`)
  expect([...shortName('🐈'.repeat(30))]).toHaveLength(26)
})
