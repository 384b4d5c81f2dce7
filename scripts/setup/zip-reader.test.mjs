import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ZipReader } from './zip-reader.mjs'

// Made with Python's zipfile: Top/run.sh stored, mode 755; Top/long.txt deflated, mode 644; a comment at the end.
const madeByPython =
  'UEsDBBQAAAAAAIMYIlgzRq4KCAAAAAgAAAAKAAAAVG9wL3J1bi5zaGVjaG8gaGkKUEsDBBQAAAAIAIMYIlj0LbqCBwAAAMgAAAAMAAAAVG9wL2xv' +
  'bmcudHh0S0xKHBYQAFBLAQIUAxQAAAAAAIMYIlgzRq4KCAAAAAgAAAAKAAAAAAAAAAAAAADtgQAAAABUb3AvcnVuLnNoUEsBAhQDFAAAAAgAgxgi' +
  'WPQtuoIHAAAAyAAAAAwAAAAAAAAAAAAAAKSBMAAAAFRvcC9sb25nLnR4dFBLBQYAAAAAAgACAHIAAABhAAAACABhIHJlbWFyaw=='

/** @type {string} */
let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-reader-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** @param {Buffer} bytes */
function zipOf(bytes) {
  const path = join(folder, 'a.zip')
  writeFileSync(path, bytes)
  return new ZipReader(path)
}

/**
 * @param {ZipReader} zip
 * @param {string} name
 */
function contentOf(zip, name) {
  const entry = zip.entries.find((each) => each.name === name)
  if (!entry) throw new Error(`no ${name}`)
  return zip.read(entry).toString()
}

describe('ZipReader', () => {
  it('lists and reads stored and deflated files with their modes', () => {
    const zip = zipOf(Buffer.from(madeByPython, 'base64'))
    expect(zip.entries.map(({ name, bytes, unixMode }) => [name, bytes, unixMode & 0o777])).toEqual([
      ['Top/run.sh', 8, 0o755],
      ['Top/long.txt', 200, 0o644],
    ])
    expect(contentOf(zip, 'Top/run.sh')).toBe('echo hi\n')
    expect(contentOf(zip, 'Top/long.txt')).toBe('ab'.repeat(100))
    zip.close()
  })

  it('refuses damaged content', () => {
    const bytes = Buffer.from(madeByPython, 'base64')
    bytes.write('E', bytes.indexOf('echo'))
    const zip = zipOf(bytes)
    expect(() => contentOf(zip, 'Top/run.sh')).toThrow('Top/run.sh is damaged')
    zip.close()
  })

  it('refuses a file that is cut off, and one that is no zip', () => {
    const bytes = Buffer.from(madeByPython, 'base64')
    expect(() => zipOf(bytes.subarray(0, bytes.length - 20))).toThrow('its end is missing')
    expect(() => zipOf(Buffer.from('hello'))).toThrow('not a zip file')
  })
})
