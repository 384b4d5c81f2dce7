import { expect, it } from 'vitest'
import { shippedResources } from './shipped-resources'

it('finds the resources beside the archive of an installed app', () => {
  expect(shippedResources('/usr/lib/mobilabel/resources/app.asar/out/main')).toBe('/usr/lib/mobilabel/resources')
})

it('finds the resources in the project folder', () => {
  expect(shippedResources('/home/ann/mobilabel/out/main')).toBe('/home/ann/mobilabel/resources')
})
