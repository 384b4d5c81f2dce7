import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { findAdb } from './find-adb'

function program(root: string, path: string, mode = 0o755): string {
  const full = join(root, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, '#!/bin/sh\n')
  chmodSync(full, mode)
  return full
}

test.skipIf(process.platform === 'win32')('adb is taken from the search path first, then where Android points, then from the usual folders', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mobilabel-find-'))
  const usual = program(root, 'home/Android/Sdk/platform-tools/adb')
  const environment = { PATH: [join(root, 'empty'), join(root, 'bin')].join(delimiter), HOME: join(root, 'home'), ANDROID_HOME: join(root, 'sdk') }
  expect(await findAdb(environment, 'linux')).toBe(usual)
  const pointed = program(root, 'sdk/platform-tools/adb')
  expect(await findAdb(environment, 'linux')).toBe(pointed)
  program(root, 'bin/adb', 0o644)
  expect(await findAdb(environment, 'linux')).toBe(pointed)
  const first = program(root, 'bin/adb')
  expect(await findAdb(environment, 'linux')).toBe(first)
})

test.skipIf(process.platform === 'win32')('no program, no path', async () => {
  const root = mkdtempSync(join(tmpdir(), 'mobilabel-find-'))
  expect(await findAdb({ PATH: root, HOME: root }, 'freebsd')).toBe(null)
})
