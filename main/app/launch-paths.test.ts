import { expect, test } from 'vitest'
import { launchPaths } from './launch-paths'

const there = new Set(['/app', '/home/ann/photos', '/home/ann/--odd', '/media/card', '/home/ann/resources'])
const place = { workingFolder: '/home/ann', appPath: '/app', exists: (path: string) => there.has(path) }

test('words after the app folder that exist are taken, relative to the working folder', () => {
  expect(launchPaths(['electron', '--inspect=0', '/app', 'photos', '/media/card'], place)).toEqual(['/home/ann/photos', '/media/card'])
})

test('a packaged program has no app folder among its words', () => {
  expect(launchPaths(['/opt/mobilabel', '--no-sandbox', '/media/card', 'not-there'], place)).toEqual(['/media/card'])
})

test('after "--" every word is a path, also a dashed and a missing one', () => {
  expect(launchPaths(['electron', '/app', '--', '--odd', 'gone'], place)).toEqual(['/home/ann/--odd', '/home/ann/gone'])
})

test('a path named twice is taken once; words before the app folder are never paths', () => {
  expect(launchPaths(['electron', 'resources', '/app', 'photos', '--', '/home/ann/photos'], place)).toEqual(['/home/ann/photos'])
})
