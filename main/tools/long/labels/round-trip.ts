import type { DatasetDifference } from '#core/formats/labels/dataset-equality'
import { fitDataset } from '#core/formats/labels/fit/fit-dataset'
import type { LabelFormat, OutputFile } from '#core/formats/labels/label-format'
import { memoryTree } from '#core/formats/labels/tree/input-tree'
import { verifyExport } from '#core/formats/labels/verify-export'
import type { Dataset } from '#core/model/dataset'
import { inflate, writePlatform } from './host-platform'

/** Bytes of a written file; null for a photo, which the sink copies. */
export function outputBytes(file: OutputFile): Uint8Array | null {
  return file.content === 'photo' ? null : new Uint8Array(Buffer.concat([...file.pieces()]))
}

/** Writes what a format holds of a data set, reads it again and compares; sizes come from the export itself. */
export async function roundTripDifferences(format: LabelFormat, dataset: Dataset): Promise<DatasetDifference[]> {
  if (format.writer === null) return []
  const { dataset: fitted } = fitDataset(dataset, format.writer.capabilities)
  const files = new Map<string, Uint8Array>()
  for (const file of format.writer.write({ dataset: fitted, photos: 'labels-only', platform: writePlatform })) {
    const bytes = outputBytes(file)
    if (bytes !== null) files.set(file.path, bytes)
  }
  return verifyExport(format, fitted, memoryTree(files), inflate)
}
