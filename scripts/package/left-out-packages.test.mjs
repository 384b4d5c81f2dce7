import { describe, expect, it } from 'vitest'
import { leftOutPackages } from './left-out-packages.mjs'

describe('leftOutPackages', () => {
  it('finds what is reached only through needs that do not count', () => {
    const packages = {
      '': { dependencies: { codec: '1' } },
      'node_modules/codec': { dependencies: { compiler: '1', loader: '1' } },
      'node_modules/compiler': { dependencies: { shared: '1', logger: '1' } },
      'node_modules/loader': { dependencies: { shared: '1' } },
      'node_modules/logger': {},
      'node_modules/shared': {},
    }
    expect(leftOutPackages(packages, {})).toEqual([])
    expect(leftOutPackages(packages, { codec: ['compiler'] })).toEqual(['compiler', 'logger'])
  })

  it('keeps both copies of a package of which one is needed', () => {
    const packages = {
      '': { dependencies: { '@scope/codec': '1' } },
      'node_modules/@scope/codec': { dependencies: { compiler: '1', shared: '2' } },
      'node_modules/@scope/codec/node_modules/shared': {},
      'node_modules/compiler': { dependencies: { shared: '1' } },
      'node_modules/shared': {},
    }
    expect(leftOutPackages(packages, { '@scope/codec': ['compiler'] })).toEqual(['compiler'])
  })

  it('keeps optional and peer needs, and passes over development packages and those of other systems', () => {
    const packages = {
      '': { dependencies: { codec: '1' }, devDependencies: { tester: '1' } },
      'node_modules/codec': { optionalDependencies: { 'codec-here': '1', 'codec-elsewhere': '1' }, peerDependencies: { base: '1' } },
      'node_modules/codec-here': {},
      'node_modules/base': {},
      'node_modules/tester': { dev: true },
      'node_modules/types': { devOptional: true },
    }
    expect(leftOutPackages(packages, {})).toEqual([])
  })

  it('ends when packages need each other', () => {
    const packages = {
      '': { dependencies: { one: '1' } },
      'node_modules/one': { dependencies: { two: '1' } },
      'node_modules/two': { dependencies: { one: '1' } },
    }
    expect(leftOutPackages(packages, {})).toEqual([])
  })
})
