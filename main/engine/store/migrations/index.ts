import type { Connection } from '../connection'
import { firstSchema } from './0001-first-schema'
import { labelsOfPeople } from './0002-labels-of-people'
import { importsAndFingerprints } from './0003-imports-and-fingerprints'
import { tunes } from './0004-tunes'
import { phones } from './0005-phones'
import { evaluations } from './0006-evaluations'
import { annotateWishes } from './0007-annotate-wishes'
import { uncertainty } from './0008-uncertainty'
import { importedSplits } from './0009-imported-splits'

/** One step of the schema; the step's place in the list, from 1, is the version it leads to. */
export interface Migration {
  readonly name: string
  apply(connection: Connection): void
}

/** Only ever appended to: released projects carry these numbers. */
export const migrations: readonly Migration[] = [
  { name: 'first-schema', apply: firstSchema },
  { name: 'labels-of-people', apply: labelsOfPeople },
  { name: 'imports-and-fingerprints', apply: importsAndFingerprints },
  { name: 'tunes', apply: tunes },
  { name: 'phones', apply: phones },
  { name: 'evaluations', apply: evaluations },
  { name: 'annotate-wishes', apply: annotateWishes },
  { name: 'uncertainty', apply: uncertainty },
  { name: 'imported-splits', apply: importedSplits },
]
