import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundlePath } from './bundle-path'

const folder = join('/app', 'out', 'renderer')

test.each([
  ['app://bundle/', 'index.html'],
  ['app://bundle/index.html?x=1#part', 'index.html'],
  ['app://bundle/assets/main%20page.js', join('assets', 'main page.js')],
])('%s is a file of the page', (url, name) => {
  expect(bundlePath(folder, url)).toBe(join(folder, name))
})

test.each([
  'app://bundle/..%2f..%2fpackage.json',
  'app://bundle/assets/..%2f..%2f..%2fmain/app.js',
  'app://bundle/..%5c..%5cpackage.json',
  'app://bundle/%00',
  'app://bundle/%E0%A4%A',
  'app://elsewhere/index.html',
  'app://bundle/..%2frenderer-other/index.html',
  'not an address',
])('%s is refused', (url) => {
  expect(bundlePath(folder, url)).toBeNull()
})
