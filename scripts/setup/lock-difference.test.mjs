import { describe, expect, it } from 'vitest'
import { lockDifference } from './lock-difference.mjs'

const wanted = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '2.0.0', integrity: 'sha512-a' },
    'node_modules/only-mac': { version: '1.0.0', optional: true },
  },
}

describe('lockDifference', () => {
  it('finds none when only optional packages are left out', () => {
    expect(lockDifference(wanted, { packages: { 'node_modules/a': { version: '2.0.0', integrity: 'sha512-a' } } })).toBeUndefined()
  })

  it.each([
    ['a missing package', {}, 'node_modules/a is not installed'],
    ['another version', { 'node_modules/a': { version: '1.9.0', integrity: 'sha512-a' } }, 'is 1.9.0'],
    ['other content', { 'node_modules/a': { version: '2.0.0', integrity: 'sha512-b' } }, 'is 2.0.0'],
    [
      'a package too many',
      { 'node_modules/a': { version: '2.0.0', integrity: 'sha512-a' }, 'node_modules/b': { version: '1.0.0' } },
      'node_modules/b is not in package-lock.json',
    ],
  ])('tells of %s', (_name, packages, expected) => {
    expect(lockDifference(wanted, { packages })).toContain(expected)
  })
})
