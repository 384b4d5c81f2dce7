import { expect, test } from 'vitest'
import { launchRequestOf } from './launch-request'

test('project files are opened, everything else is added', () => {
  expect(launchRequestOf(['/photos', '/a.mobilabel', '/p/1.jpg', '/B.MOBILABEL'])).toEqual({
    paths: ['/photos', '/p/1.jpg'],
    projectPath: '/B.MOBILABEL',
  })
  expect(launchRequestOf([])).toEqual({ paths: [], projectPath: null })
})
