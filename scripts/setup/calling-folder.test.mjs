import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { callingFolder } from './calling-folder.mjs'
import { locations } from './locations.mjs'

const places = locations({})
const byNpm = { npm_package_json: join(places.project, 'package.json'), npm_lifecycle_event: 'cli', INIT_CWD: '/photos' }

describe('callingFolder', () => {
  it('is the folder in which npm was called', () => {
    expect(callingFolder(places, byNpm)).toBe('/photos')
  })

  it('is the current folder without npm, under npx, and under the npm of another project', () => {
    expect(callingFolder(places, {})).toBe(process.cwd())
    expect(callingFolder(places, { ...byNpm, npm_lifecycle_event: 'npx' })).toBe(process.cwd())
    expect(callingFolder(places, { ...byNpm, npm_package_json: '/other/package.json' })).toBe(process.cwd())
  })
})
