import { describe, expect, it } from 'vitest'
import { findViolations } from './find-violations.mjs'

/**
 * @param {string} path
 * @param {string} text
 */
const sentencesFor = (path, text) => findViolations([[path, text]]).map(({ sentence }) => sentence)

describe('findViolations', () => {
  it.each([
    ['core/zoo/a.ts', `import { b } from '#core/geometry/b'`],
    ['core/zoo/a.ts', `import type { Commands } from '#core/contract/index'`],
    ['core/zoo/a.ts', `import { AppError } from '#core/contract/errors'`],
    ['core/zoo/a.test.ts', `import { readFileSync } from 'node:fs'; import { graph } from '#core/testing/graph'; import { it } from 'vitest'`],
    ['core/contract/a.ts', `import type { Graph } from '#core/onnx/graph'`],
    ['renderer/features/tune/view.tsx', `import type { Split } from '#core/tune/split'; import { Button } from '../../ui/button'`],
    ['renderer/features/tune/queries.ts', `import { port } from '../../state/engine-port'; import { list } from './list'`],
    ['main/engine/services/a.ts', `import { open } from '../store/open'; import { send } from '../../phone/send'; import 'node:fs'`],
    ['main/engine/runtime/a.ts', `import * as ort from 'onnxruntime-node'`],
    ['main/cli/a.ts', `import { start } from '../engine/start'`],
    ['main/app/a.ts', `import { app } from 'electron'; import { join } from 'node:path'`],
    ['e2e/a.spec.ts', `import type { Commands } from '#core/contract/index'; import { test } from '@playwright/test'`],
  ])('allows in %s: %s', (path, text) => {
    expect(sentencesFor(path, text)).toEqual([])
  })

  it.each([
    ['core/zoo/a.ts', `import { x } from '../../main/x'`, 'core imports only core.'],
    ['core/zoo/a.ts', `import 'node:fs'`, 'without Node'],
    ['core/zoo/a.ts', `import { rpc } from '#core/contract/rpc'`, 'only types of the contract'],
    ['core/zoo/a.ts', `import { x } from 'lodash'`, 'core imports only core, zod, fflate, flatbuffers and saxes'],
    ['core/zoo/a.ts', `import { graph } from '#core/testing/graph'`, 'for tests only'],
    ['core/zoo/a.ts', `export const id = () => Math.random()`, 'no clock'],
    ['core/zoo/a.ts', `export const now = () => new Date()`, 'no clock'],
    ['core/onnx/a.ts', `export { x } from '../zoo/x'`, 'core/onnx is a leaf'],
    ['core/geometry/a.ts', `import type { X } from '../zoo/x'`, 'are leaves'],
    ['core/contract/a.ts', `import { graph } from '#core/onnx/graph'`, 'for its types only'],
    ['renderer/app/a.tsx', `import { x } from '../../main/app/x'`, 'renderer imports only core and itself'],
    ['renderer/app/a.ts', `import { x } from '#core/quantize/x'`, 'uses types of core/onnx'],
    ['renderer/app/a.ts', `const x = await import('#core/tune/x')`, 'uses types of core/onnx'],
    ['renderer/features/tune/view.tsx', `import { port } from '../../state/engine-port'`, 'talk to the engine'],
    ['renderer/features/tune/view.tsx', `import { list } from '../library/list'`, 'Features do not import each other'],
    ['renderer/features/tune/view.tsx', `import { shell } from '../../app/shell'`, 'Features do not import each other'],
    ['renderer/ui/a.tsx', `import { store } from '../state/store'`, 'renderer/ui knows nothing'],
    ['main/engine/services/a.ts', `import { app } from 'electron'`, 'know Electron'],
    ['main/engine/services/a.ts', `import * as ort from 'onnxruntime-node'`, 'runs models'],
    ['main/engine/services/a.ts', `const s = createRequire(import.meta.url)('sharp')`, 'runs models'],
    ['main/engine/services/a.ts', `type D = import('better-sqlite3').Database`, 'speaks SQL'],
    ['main/app/a.ts', `import { open } from '../engine/store/open'`, 'main/app imports only'],
    ['main/cli/a.ts', `import { open } from '../engine/store/open'`, 'never its runtime or store'],
    ['main/phone/a.ts', `import { x } from '#core/onnx/x'`, 'main/phone imports only'],
    ['main/preload/a.ts', `import { x } from '#core/model/x'`, 'main/preload imports only'],
    ['main/engine/a.ts', `import React from 'react'`, 'Only renderer knows React'],
    ['e2e/a.ts', `import { rpc } from '#core/contract/rpc'`, 'from outside'],
    ['core/zoo/a.ts', 'export {}\n'.repeat(501), 'at most 500 lines'],
  ])('refuses in %s: %s', (path, text, expected) => {
    expect(sentencesFor(path, text)).toContainEqual(expect.stringContaining(expected))
  })

  it('tells file, line and what it is', () => {
    expect(findViolations([['main/app/a.ts', `import { app } from 'electron'\n\nimport D from 'better-sqlite3'\n`]])).toEqual([
      { path: 'main/app/a.ts', line: 3, subject: 'imports better-sqlite3', sentence: expect.any(String) },
    ])
  })

  it('lets a raw port appear in one file of each process', () => {
    const use = `import { ipcMain } from 'electron'\nipcMain.handle('a', () => 1)`
    expect(findViolations([['main/app/a.ts', use]])).toEqual([])
    expect(findViolations([['main/app/a.ts', use], ['main/app/b.ts', use]])).toMatchObject([
      { path: 'main/app/b.ts', subject: 'ipcMain (also in main/app/a.ts)' },
    ])
    const port = 'process.parentPort.once("message", () => 1)'
    expect(findViolations([['main/engine/entry.ts', port], ['main/engine/runtime/worker.ts', port]])).toEqual([])
  })

  it('finds circles of imports, but not of types', () => {
    const circle = /** @type {const} */ ([
      ['core/zoo/a.ts', `import { b } from './b'; export const a = 1`],
      ['core/zoo/b.ts', `import { c } from '#core/zoo/c'; export const b = 1`],
      ['core/zoo/c.ts', `export { a } from './a'`],
    ])
    expect(findViolations(circle)).toMatchObject([{ subject: 'core/zoo/a.ts → core/zoo/b.ts → core/zoo/c.ts → core/zoo/a.ts' }])
    expect(findViolations([circle[0], circle[1], ['core/zoo/c.ts', `import type { a } from './a'`]])).toEqual([])
  })
})
