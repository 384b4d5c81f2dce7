import type { PhotoAnswer } from '#core/contract/photos'
import type { ModelCard } from '#core/model/model-card'
import type { Photo } from '#core/model/photo'

/** One line of the output: one photo and one model. Fields of the model's task are present when it is done. */
export interface ResultRow {
  readonly file: string
  readonly model: string
  readonly status: 'done' | 'failed'
  readonly reason?: string
  /** Upright pixels. */
  readonly width?: number
  readonly height?: number
  readonly tags?: readonly { readonly label: string; readonly index: number; readonly score: number }[]
  readonly boxes?: readonly { readonly label: string; readonly categoryId: number; readonly score: number; readonly bbox: readonly [number, number, number, number] }[]
  /** Path of the mask file relative to the masks folder. */
  readonly mask?: string
  readonly areas?: readonly { readonly label: string; readonly fraction: number }[]
}

const fewestTags = 5

function labelOf(card: ModelCard, index: number): { id: number; name: string } {
  return card.labels[index] ?? { id: index, name: `class ${index}` }
}

/** Tags above the threshold, and at least the five best. */
function keptTags(answer: PhotoAnswer, threshold: number): PhotoAnswer['tags'] {
  const kept = answer.tags.filter((tag) => tag.score >= threshold)
  return kept.length >= fewestTags ? kept : answer.tags.slice(0, fewestTags)
}

/** The row of a photo that a model answered or failed on; `mask` is the path of the mask file when one was written. */
export function answerRow(file: string, photo: Photo, card: ModelCard, answer: PhotoAnswer, threshold: number, mask: string | null): ResultRow {
  const head = { file, model: card.id, width: photo.width, height: photo.height }
  if (answer.status === 'failed') return { ...failedRow(file, card.id, answer.reason ?? 'The model gave no answer.'), ...sizeOf(photo) }
  switch (card.task) {
    case 'classification':
      return { ...head, status: 'done', tags: keptTags(answer, threshold).map(({ index, score }) => ({ label: labelOf(card, index).name, index, score })) }
    case 'detection':
      return {
        ...head,
        status: 'done',
        boxes: answer.boxes
          .filter((box) => box.score >= threshold)
          .map(({ index, score, x, y, width, height }) => ({
            label: labelOf(card, index).name,
            categoryId: labelOf(card, index).id,
            score,
            bbox: [x, y, width, height],
          })),
      }
    case 'segmentation':
      return {
        ...head,
        status: 'done',
        ...(mask === null ? {} : { mask }),
        areas: answer.areas.map(({ index, fraction }) => ({ label: labelOf(card, index).name, fraction })),
      }
  }
}

function sizeOf(photo: Photo): { width?: number; height?: number } {
  return photo.width > 0 && photo.height > 0 ? { width: photo.width, height: photo.height } : {}
}

/** The row of a file that no model can answer. */
export function failedRow(file: string, model: string, reason: string, photo?: Photo): ResultRow {
  return { file, model, status: 'failed', reason, ...(photo === undefined ? {} : sizeOf(photo)) }
}

/** A row as a line for people: file, model, and the answer in a few words. */
export function rowText(row: ResultRow): string {
  const head = `${row.file}  ${row.model}: `
  if (row.status === 'failed') return `${head}failed: ${row.reason}`
  const percent = (share: number): string => `${Math.round(share * 100)} %`
  if (row.tags !== undefined) return head + row.tags.slice(0, 3).map((tag) => `${tag.label} ${percent(tag.score)}`).join(', ')
  if (row.boxes !== undefined) return head + (row.boxes.map((box) => `${box.label} ${percent(box.score)}`).join(', ') || 'nothing above the threshold')
  return head + (row.areas ?? []).map((area) => `${area.label} ${percent(area.fraction)}`).join(', ')
}
