import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readTar } from './read-tar'

/** Python tarfile, ustar format: package/a.txt, a file whose path needs the prefix field, a directory. */
const ARCHIVE = gunzipSync(Buffer.from('H4sIAAAAAAACAytITM5OTE/VT9QrqShhoA0wAAIzExMwDQToNBCYIrGB4oYGxoYmDAoGDHQApcUliUVA6xlGJshIzcnJZxgFIxWkUQD0kjLzqJD/DU1QygIg28TY1HSo5/8CaMGaQmVAbXcyMjGzsLKxc3BycfPw8vELCAoJi4iKiUtISknLyMrJKygqKauoqqlraGpp6+jq6RsYGhmbmJqZW1haWdvY2tk7ODo5u7i6uXt4enn7+Pr5BwQGBYeEhoVHREZFx8TGxSckJiWnpKalZ2RmZefk5uUXFBYVl5SWlVdUVlXX1NbVNzQ2Nbe0trV3dHZ19/T29U+YOGnylKnTps+YOWv2nLnz5i9YuGjxkqXLlq9YuWr1mrXr1m/YuGnzlq3btu/YuWv3nr379h84eOjwkaPHjp84eer0mbPnzl+4eOnylavXrt+4eev2nbv37j94+Ojxk6fPnr94+er1m7fv3n/4+Onzl6/fvv/4+ev3n7///o/6f4T7f4QDeDGVWaRPKzsIt/8M0Nt/hobGDAqmo+2/UTAKRsEoGAWjYBSMglEwCkbBKBgFo2AUjIJRMApGwSgYBaNgFIyCUTAKRsEoIBoAAIwTyr0AKAAA', 'base64'))

test('reads regular files with their whole paths', () => {
  const files = readTar(ARCHIVE)
  expect([...files.keys()]).toEqual(['package/a.txt', `package/${'d'.repeat(80)}/${'f'.repeat(60)}.bin`])
  expect(Buffer.from(files.get('package/a.txt') ?? []).toString()).toBe('hello')
  expect([...files.values()][1]?.length).toBe(768)
})

test('refuses an archive cut short', () => {
  expect(() => readTar(ARCHIVE.subarray(0, 700))).not.toThrow()
  expect(() => readTar(ARCHIVE.subarray(0, 515))).toThrow('ends inside package/a.txt')
})
