import { describe, expect, it } from 'vitest'
import { debianArchitecture, debianVersion, fillTemplate } from './deb-control.mjs'

describe('debianVersion', () => {
  it.each([
    ['1.2.0', '1.2.0'],
    ['1.2.0-beta.1', '1.2.0~beta.1'],
    ['1.2.0-rc-2', '1.2.0~rc-2'],
    ['1.2.0+build.5', '1.2.0.build.5'],
  ])('writes %s as %s', (version, expected) => {
    expect(debianVersion(version)).toBe(expected)
  })
})

describe('debianArchitecture', () => {
  it('uses the names of Debian', () => {
    expect(debianArchitecture('x64')).toBe('amd64')
    expect(() => debianArchitecture('mips')).toThrow('mips')
  })
})

describe('fillTemplate', () => {
  it('fills every place', () => {
    expect(fillTemplate('A: {a}\nB: {b}-{a}\n', { a: 1, b: 'two' })).toBe('A: 1\nB: two-1\n')
  })

  it('refuses places and values that do not match', () => {
    expect(() => fillTemplate('{a} {c}', { a: 1 })).toThrow('no value for {c}')
    expect(() => fillTemplate('{a}', { a: 1, b: 2 })).toThrow('no place for b')
  })
})
