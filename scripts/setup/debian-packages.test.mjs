import { describe, expect, it } from 'vitest'
import { debianPackages } from './debian-packages.mjs'

describe('debianPackages', () => {
  it('names each package once', () => {
    const libraries = ['libgtk-3.so.0', 'libgdk-3.so.0', 'libnss3.so', 'libsmime3.so', 'libasound.so.2']
    expect(debianPackages(libraries)).toEqual(['libgtk-3-0', 'libnss3', 'libasound2'])
  })

  it('names the libraries it has no package for', () => {
    expect(() => debianPackages(['libnss3.so', 'libstrange.so.9'])).toThrow('libstrange.so.9')
  })
})
