import { createHash } from 'node:crypto'
import type { BundleManifest } from '#core/bundle/manifest'
import type { BundleCheck } from '#core/contract/bundle'
import { openBundle, type OpenBundle } from './open-bundle'

/**
 * Compares a bundle with its manifest: every file is there, has its size and SHA-256, nothing else lies there, and tensors are as
 * long as their shapes say. Throws what `openBundle` throws.
 */
export async function checkBundle(path: string): Promise<BundleCheck> {
  const bundle = await openBundle(path)
  const { manifest } = bundle
  const problems = [...(await checkHashes(bundle)), ...(await checkGolden(bundle)), ...(await checkLabels(bundle)), ...unknownFiles(bundle)]
  return { path, modelName: manifest.model.name, formats: manifest.files.map(({ format }) => format), goldenPhotos: manifest.golden.length, problems }
}

async function checkHashes({ manifest, paths, read }: OpenBundle): Promise<string[]> {
  const problems: string[] = []
  for (const { path, bytes, sha256 } of [...manifest.files, ...manifest.others]) {
    if (!paths.includes(path)) {
      problems.push(`${path} is missing.`)
      continue
    }
    const content = await read(path)
    if (content.length !== bytes) problems.push(`${path} has ${content.length} bytes instead of ${bytes}.`)
    else if (createHash('sha256').update(content).digest('hex') !== sha256) problems.push(`${path} was changed: its SHA-256 is another one.`)
  }
  return problems
}

async function checkGolden({ manifest, paths, read }: OpenBundle): Promise<string[]> {
  const problems: string[] = []
  for (const { photo, input, outputs } of manifest.golden) {
    if (!paths.includes(photo)) problems.push(`${photo} is missing.`)
    for (const { path, shape } of [input, ...Object.values(outputs)]) {
      const expected = 4 * shape.reduce((product, extent) => product * extent, 1)
      if (!paths.includes(path)) problems.push(`${path} is missing.`)
      else if ((await read(path)).length !== expected) problems.push(`${path} does not hold a tensor of ${shape.join(' x ')}.`)
    }
  }
  return problems
}

async function checkLabels({ manifest: { labels }, paths, read }: OpenBundle): Promise<string[]> {
  if (!paths.includes(labels.path)) return []
  const lines = Buffer.from(await read(labels.path)).toString('utf8').replace(/\n$/u, '').split('\n').length
  return lines === labels.count ? [] : [`${labels.path} has ${lines} labels instead of ${labels.count}.`]
}

function unknownFiles({ manifest, paths }: OpenBundle): string[] {
  const known = new Set(namesOf(manifest))
  return paths.filter((path) => !known.has(path)).map((path) => `${path} is not in the manifest.`)
}

function namesOf({ files, others, golden }: BundleManifest): string[] {
  return ['manifest.json', ...[...files, ...others].map(({ path }) => path), ...golden.flatMap(({ photo, input, outputs }) => [photo, input.path, ...Object.values(outputs).map(({ path }) => path)])]
}
