import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodePhoto } from './decode-photo'
import { readPhoto } from './read-photo'

/** A folder of odd photos with a manifest, kept outside the project; without it these checks are passed over. */
const shared = process.env['MOBILABEL_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared')
const folder = join(shared, 'data', 'photos-odd')

interface Row {
  readonly file: string
  readonly expected: string
  readonly width: number
  readonly height: number
}

/** Fields of a CSV line; quoted ones may hold commas. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? '')
}

function readRows(): Row[] {
  if (!existsSync(folder)) return []
  const [head = '', ...lines] = readFileSync(join(folder, 'manifest.csv'), 'utf8').trim().split(/\r?\n/)
  const columns = fieldsOf(head)
  return lines.map(fieldsOf).map((fields) => {
    const field = (name: string) => fields[columns.indexOf(name)] ?? ''
    return {
      file: field('file'),
      expected: field('expected_app'),
      width: Number(field('width_upright')),
      height: Number(field('height_upright')),
    }
  })
}

interface Outcome {
  readonly kind: 'decoded' | 'refused'
  /** The upright size as "width × height", or the sentence of the refusal. */
  readonly tells: string
}

async function open(file: string): Promise<Outcome> {
  const { bytes, sniffed } = await readPhoto(join(folder, 'files', file))
  if (sniffed.kind !== 'image') return { kind: 'refused', tells: sniffed.kind === 'refused' ? sniffed.reason : sniffed.kind }
  try {
    const photo = await decodePhoto(bytes, sniffed.header, { atLeast: { width: 300, height: 300 } })
    return { kind: 'decoded', tells: `${photo.upright.width} × ${photo.upright.height}` }
  } catch (error) {
    return { kind: 'refused', tells: error instanceof Error ? error.message : String(error) }
  }
}

/** What the manifest allows: a picture, a refusal, or either. */
function allowed(expected: string): readonly ('decoded' | 'refused')[] {
  const mayRefuse = /refuse|error|not supported|not listed/.test(expected)
  const mayDecode = /decode|partial/.test(expected)
  return [...(mayDecode ? (['decoded'] as const) : []), ...(mayRefuse ? (['refused'] as const) : [])]
}

const rows = readRows()

describe.skipIf(rows.length === 0)('every file of the odd photos does what its manifest says', () => {
  it.each(rows)('$file: $expected', async ({ file, expected, width, height }) => {
    const outcome = await open(file)
    expect(allowed(expected)).toContain(outcome.kind)
    expect(outcome.tells).toMatch(outcome.kind === 'decoded' ? new RegExp(`^${width} × ${height}$`) : /^[A-Z].*\.$/)
  })
})
