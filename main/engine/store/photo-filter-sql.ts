import type { PhotoFilter } from '#core/contract/filter'
import type { Connection, SqlValue } from './connection'
import { hasWordStarting, modelClasses, type ModelClass } from './model-classes'
import { searchKey } from './natural-key'

/** A piece of a WHERE clause over `photos` with the values of its `?`, in order. */
export interface Condition {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** Below this score a search word does not find a photo by a predicted class: the tail of every classifier holds every word. */
const searchScoreFloor = 0.1
/** One letter begins some word of a third of all classes. */
const labelWordLength = 2

/** Model files by id, or all: the indexes over answers start with the file. */
function ofModel(modelId: string | undefined): Condition {
  return modelId === undefined
    ? { sql: 'model_key IN (SELECT model_key FROM models)', values: [] }
    : { sql: 'model_key IN (SELECT model_key FROM models WHERE model_id = ?)', values: [modelId] }
}

/** Photos with an answer that is no failure, of one model when `modelId` is given. */
export function isAnswered(modelId: string | undefined): Condition {
  const model = ofModel(modelId)
  return {
    sql: `EXISTS (SELECT 1 FROM predictions WHERE predictions.photo_id = photos.photo_id AND status = 'done'${modelId === undefined ? '' : ` AND ${model.sql}`})`,
    values: model.values,
  }
}

/** Photos that a model, or the given one, could not answer. They are few, so they are gathered first. */
export function hasFailed(modelId: string | undefined): Condition {
  const model = ofModel(modelId)
  return {
    sql: `photos.photo_id IN (SELECT photo_id FROM predictions WHERE status = 'failed' AND ${model.sql})`,
    values: model.values,
  }
}

function inFolder(filter: PhotoFilter): Condition[] {
  const conditions: Condition[] = []
  if (filter.folderId !== undefined) conditions.push({ sql: 'photos.folder_id = ?', values: [filter.folderId] })
  const { subfolder } = filter
  if (subfolder !== undefined && subfolder !== '') {
    // "0" is the character behind "/": everything that starts with "subfolder/" lies between the two.
    conditions.push({
      sql: '(photos.directory = ? OR (photos.directory >= ? AND photos.directory < ?))',
      values: [subfolder, `${subfolder}/`, `${subfolder}0`],
    })
  }
  return conditions
}

function withClass(classes: readonly ModelClass[], atLeast: number, atMost: number): Condition {
  return {
    sql: `photos.photo_id IN (
      SELECT predicted_classes.photo_id FROM json_each(?) AS wanted CROSS JOIN predicted_classes
        ON predicted_classes.model_key = wanted.value ->> 0 AND predicted_classes.class_index = wanted.value ->> 1
      WHERE predicted_classes.score >= ? AND predicted_classes.score <= ?)`,
    values: [JSON.stringify(classes.map(({ modelKey, classIndex }) => [modelKey, classIndex])), atLeast, atMost],
  }
}

function withText(connection: Connection, filter: PhotoFilter): Condition[] {
  const words = (filter.text ?? '').split(/\s+/u).filter((word) => word !== '')
  if (words.length === 0) return []
  const classes = modelClasses(connection, filter.modelId)
  return words.map((word) => {
    const inPath: Condition = { sql: 'instr(photos.search_key, ?) > 0', values: [searchKey(word)] }
    const meant = word.length < labelWordLength ? [] : classes.filter(({ name }) => hasWordStarting(name, word))
    if (meant.length === 0) return inPath
    const byClass = withClass(meant, filter.scoreAtLeast ?? searchScoreFloor, 1)
    return { sql: `(${inPath.sql} OR ${byClass.sql})`, values: [...inPath.values, ...byClass.values] }
  })
}

function withAnswers(connection: Connection, filter: PhotoFilter): Condition[] {
  const { modelId, labels, scoreAtLeast, scoreAtMost } = filter
  const conditions: Condition[] = []
  const model = ofModel(modelId)
  if (filter.predictionState === 'predicted') conditions.push(isAnswered(modelId))
  if (filter.predictionState === 'failed') conditions.push(hasFailed(modelId))
  if (filter.predictionState === 'unpredicted') {
    conditions.push({
      sql: `NOT EXISTS (SELECT 1 FROM predictions WHERE predictions.photo_id = photos.photo_id AND ${model.sql})`,
      values: model.values,
    })
  }
  const atLeast = scoreAtLeast ?? 0
  const atMost = scoreAtMost ?? 1
  if (labels !== undefined && labels.length > 0) {
    const wanted = new Set(labels)
    conditions.push(withClass(modelClasses(connection, modelId).filter(({ name }) => wanted.has(name)), atLeast, atMost))
  } else if (scoreAtLeast !== undefined || scoreAtMost !== undefined) {
    conditions.push({
      sql: `photos.photo_id IN (SELECT photo_id FROM predictions WHERE ${model.sql} AND score >= ? AND score <= ?)`,
      values: [...model.values, atLeast, atMost],
    })
  }
  return conditions
}

function listed(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ')
}

/** One label must be of one of the classes and come from one of the origins. */
function withLabels({ labelClassIds, labelOrigins, hasLabels, reviewStates }: PhotoFilter): Condition[] {
  const conditions: Condition[] = []
  const ofLabel: Condition[] = []
  if (labelClassIds !== undefined) ofLabel.push({ sql: `class_id IN (${listed(labelClassIds.length)})`, values: labelClassIds })
  if (labelOrigins !== undefined) ofLabel.push({ sql: `origin_kind IN (${listed(labelOrigins.length)})`, values: labelOrigins })
  if (ofLabel.length > 0) {
    conditions.push({
      sql: `photos.photo_id IN (SELECT photo_id FROM labels WHERE ${ofLabel.map(({ sql }) => sql).join(' AND ')})`,
      values: ofLabel.flatMap(({ values }) => values),
    })
  }
  if (hasLabels !== undefined) {
    conditions.push({ sql: `${hasLabels ? '' : 'NOT '}EXISTS (SELECT 1 FROM labels WHERE labels.photo_id = photos.photo_id)`, values: [] })
  }
  if (reviewStates !== undefined) conditions.push({ sql: `photos.review_state IN (${listed(reviewStates.length)})`, values: reviewStates })
  return conditions
}

/** The part of the newest import that told one. */
function withParts({ importedParts }: PhotoFilter): Condition[] {
  if (importedParts === undefined) return []
  const newest = 'SELECT photo_id, part, max(import_id) FROM imported_splits WHERE step_id IS NOT NULL GROUP BY photo_id'
  return [{ sql: `photos.photo_id IN (SELECT photo_id FROM (${newest}) WHERE part IN (${listed(importedParts.length)}))`, values: importedParts }]
}

/** The WHERE clause of a filter over `photos`; without restrictions it holds for every photo. */
export function filterCondition(connection: Connection, filter: PhotoFilter): Condition {
  const conditions = [...inFolder(filter), ...withText(connection, filter), ...withAnswers(connection, filter), ...withLabels(filter), ...withParts(filter)]
  if (filter.photoState !== undefined) conditions.push({ sql: 'photos.state = ?', values: [filter.photoState] })
  if (conditions.length === 0) return { sql: 'TRUE', values: [] }
  return { sql: conditions.map(({ sql }) => sql).join('\n AND '), values: conditions.flatMap(({ values }) => values) }
}
