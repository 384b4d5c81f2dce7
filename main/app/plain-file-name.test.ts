import { expect, test } from 'vitest'
import { plainFileName } from './plain-file-name'

test.each([
  ['Holiday labels.csv', 'Holiday labels.csv'],
  ['../../etc/passwd.csv', '-..-etc-passwd.csv'],
  ['a\\b:c*d?.png', 'a-b-c-d-.png'],
  ['line\nbreak\u0000.png', 'line-break-.png'],
  ['ends with dots. . ', 'ends with dots'],
  ['Größe 写真.zip', 'Größe 写真.zip'],
  [' . ', 'Mobilabel'],
])('%j becomes %j', (name, plain) => {
  expect(plainFileName(name)).toBe(plain)
})
