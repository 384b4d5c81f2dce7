import { z } from 'zod'
import { importFit } from '#core/model/import-choices'
import { tasks } from '#core/model/prediction'

const catalogueEntry = z.object({
  id: z.string().regex(/^[a-z0-9_.]+$/u),
  name: z.string().min(1),
  task: z.enum(tasks),
  description: z.string(),
  licence: z.string().min(1),
  /** A published package and its archive: size in bytes and hash are those of the one archive that is taken. */
  package: z.object({
    name: z.string().regex(/^(?:@[\w.-]+\/)?[\w.-]+$/u),
    version: z.string().regex(/^\d+\.\d+\.\d+$/u),
    bytes: z.number().int().positive(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
  /** Folder of the model in the archive. */
  path: z.string().regex(/^[\w.-]+(?:\/[\w.-]+)*$/u),
  /** Name of a label list that comes with the app. */
  labels: z.string().regex(/^[\w-]+$/u),
  fit: importFit,
})

/** A model that can be fetched on request. */
export type CatalogueEntry = z.infer<typeof catalogueEntry>

const catalogue = z.array(catalogueEntry).refine((entries) => new Set(entries.map(({ id }) => id)).size === entries.length, 'two entries have the same id')

/** The entries of a catalogue file's JSON. Throws Error naming the first field that is wrong. */
export function parseCatalogue(json: unknown): readonly CatalogueEntry[] {
  const parsed = catalogue.safeParse(json)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  throw new Error(`catalogue: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a list of models'}`)
}

/** Where a package's archive lies below the base of a registry: NAME/-/LAST-VERSION.tgz, the last part of a scoped name. */
export function archivePath({ name, version }: CatalogueEntry['package']): string {
  return `${name}/-/${name.split('/').at(-1) ?? name}-${version}.tgz`
}
