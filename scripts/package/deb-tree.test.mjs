import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { layOutDebTree } from './deb-tree.mjs'

const project = resolve(import.meta.dirname, '..', '..')
/** @type {string} */
let folder
/** @type {string} */
let tree

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deb-tree-'))
  tree = join(folder, 'tree')
  mkdirSync(tree, { mode: 0o700 })
  const unpacked = join(folder, 'unpacked')
  mkdirSync(join(unpacked, 'resources'), { recursive: true, mode: 0o700 })
  for (const [name, mode] of /** @type {const} */ ([
    ['mobilabel', 0o700], ['mobilabel-cli', 0o700], ['chrome-sandbox', 0o700], ['resources/app.asar', 0o600],
  ])) {
    writeFileSync(join(unpacked, name), 'x'.repeat(1_000_000))
    chmodSync(join(unpacked, name), mode)
  }
  layOutDebTree({ project, unpacked, tree, version: '1.2.0-beta.1' })
})
afterEach(() => rmSync(folder, { recursive: true }))

/** @param {string} path */
const modeOf = (path) => (statSync(join(tree, path)).mode & 0o7777).toString(8)

// Windows has no such modes and links.
describe.skipIf(process.platform === 'win32')('layOutDebTree', () => {
  it('lets everybody read and start the app, whoever built it', () => {
    expect(modeOf('.')).toBe('755')
    expect(modeOf('usr/lib/mobilabel/resources')).toBe('755')
    expect(modeOf('usr/lib/mobilabel/mobilabel')).toBe('755')
    expect(modeOf('usr/lib/mobilabel/resources/app.asar')).toBe('644')
  })

  it('gives the sandbox helper to root', () => {
    expect(modeOf('usr/lib/mobilabel/chrome-sandbox')).toBe('4755')
  })

  it('puts both commands on the path, by links that hold wherever the root is', () => {
    expect(readlinkSync(join(tree, 'usr/bin/mobilabel'))).toBe('../lib/mobilabel/mobilabel')
    expect(statSync(join(tree, 'usr/bin/mobilabel-cli')).isFile()).toBe(true)
  })

  it('states version and size', () => {
    const control = readFileSync(join(tree, 'DEBIAN/control'), 'utf8')
    expect(control).toContain('\nVersion: 1.2.0~beta.1\n')
    const installedKiB = Number(/^Installed-Size: (\d+)$/m.exec(control)?.[1])
    expect(installedKiB).toBeGreaterThan(4_000_000 / 1024)
    expect(installedKiB).toBeLessThan(4_100_000 / 1024)
  })

  it('has the icon that the menu entry names', () => {
    const entry = readFileSync(join(tree, 'usr/share/applications/mobilabel.desktop'), 'utf8')
    const icon = /^Icon=(.+)$/m.exec(entry)?.[1]
    for (const size of ['16x16', '512x512']) {
      expect(statSync(join(tree, `usr/share/icons/hicolor/${size}/apps/${icon}.png`)).size).toBeGreaterThan(0)
    }
  })
})
