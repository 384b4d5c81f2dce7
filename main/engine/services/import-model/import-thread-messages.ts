import type { ImportCheck, ImportInspection, ImportPreview } from '#core/contract/model-import'
import type { ImportChoices } from '#core/model/import-choices'
import type { ClassLabel, FamilyId } from '#core/model/model-card'
import type { ImportedLineage } from '#core/model/model-lineage'

/** What a person has settled about one file. */
export interface SettledImport {
  readonly path: string
  readonly choices: ImportChoices
  readonly labels: readonly ClassLabel[]
}

/** A model in the app's form, ready to be stored. */
export interface RewrittenModel {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly family: FamilyId
  readonly outputs: readonly string[]
  readonly parameters: number
  readonly check: ImportCheck
  readonly fixedReason: string | null
  readonly source: Pick<ImportedLineage, 'format' | 'fileName' | 'sha256'>
}

/** What the thread can be asked, and what it gives back. */
export interface ImportTasks {
  readonly inspect: { readonly task: { readonly path: string }; readonly result: ImportInspection }
  readonly preview: { readonly task: SettledImport & { readonly photoPath: string }; readonly result: ImportPreview }
  readonly rewrite: { readonly task: SettledImport; readonly result: RewrittenModel }
}

export type ImportTaskKind = keyof ImportTasks
/** One task with its kind. */
export type ImportThreadTask = { readonly [Kind in ImportTaskKind]: { readonly kind: Kind; readonly task: ImportTasks[Kind]['task'] } }[ImportTaskKind]
