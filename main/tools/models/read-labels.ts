import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ClassLabel } from '#core/model/model-card'

const labels = z.array(z.object({ id: z.number().int(), name: z.string(), key: z.string().exactOptional() }))

/** The class list `resources/labels/NAME.json`. Throws when it is missing or malformed. */
export async function readLabels(resourcesFolder: string, name: string): Promise<readonly ClassLabel[]> {
  return labels.parse(JSON.parse(await readFile(join(resourcesFolder, 'labels', `${name}.json`), 'utf8')))
}
