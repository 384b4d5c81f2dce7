import { describe, expect, it } from 'vitest'
import { contrast } from './class-color'

/** The page's types know no Node; the test runner takes style sheets out of imports, so the file is read as text. */
declare const process: { getBuiltinModule(name: 'node:fs'): { readFileSync(path: URL, encoding: 'utf8'): string } }

const css = process.getBuiltinModule('node:fs').readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The light and dark value of a colour token. */
function token(name: string): readonly [string, string] {
  const both = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)
  const one = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)
  if (both?.[1] !== undefined && both[2] !== undefined) return [both[1], both[2]]
  if (one?.[1] !== undefined) return [one[1], one[1]]
  throw new Error(`no colour token --${name}`)
}

const readable: readonly (readonly [string, readonly string[]])[] = [
  ['text', ['ground', 'panel', 'raised', 'sunken', 'hover', 'pressed', 'accent-soft']],
  ['text-soft', ['ground', 'panel', 'raised', 'sunken', 'hover', 'accent-soft']],
  ['text-faint', ['ground', 'panel', 'raised', 'sunken']],
  ['accent', ['ground', 'panel', 'raised', 'accent-soft']],
  ['on-accent', ['accent-fill', 'accent-fill-hover', 'danger-fill']],
  ['danger', ['ground', 'panel', 'raised', 'danger-soft']],
  ['warning', ['ground', 'panel', 'warning-soft']],
  ['success', ['ground', 'panel']],
]

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('%s theme', (_theme, side) => {
  it.each(readable.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground] as const)))('%s on %s reads at AA', (ink, ground) => {
    expect(contrast(token(ink)[side], token(ground)[side])).toBeGreaterThanOrEqual(4.5)
  })

  it('the outlines of controls stand out from panels by 3 : 1', () => {
    expect(contrast(token('line-strong')[side], token('panel')[side])).toBeGreaterThanOrEqual(3)
  })
})
