import { AppError } from '#core/contract/errors'
import type { ClassId, LabelClass } from '#core/model/label'
import type { ProjectClassNames } from '#core/review/match-classes'
import type { Connection } from './connection'

/** What a person may set of a class. */
export interface ClassFields {
  readonly name: string
  readonly color: string
  readonly key: string | null
}

/** A class that was taken out of the project, with all that pointed to it but labels. */
export interface RemovedClass extends ClassFields {
  readonly id: ClassId
  readonly position: number
  readonly earlierNames: readonly string[]
  readonly mappedFrom: readonly { readonly modelId: string; readonly index: number }[]
  /** The class that took over its names and labels, null when they went with it. */
  readonly mergedInto: ClassId | null
}

const everyClass = `
  SELECT class_id AS id, name, color, key, row_number() OVER (ORDER BY position, class_id) - 1 AS position,
    coalesce(counts.labels, 0) AS labels, coalesce(counts.photos, 0) AS photos
  FROM label_classes LEFT JOIN (
    SELECT class_id, sum(labels) AS labels, count(*) AS photos
    FROM (SELECT class_id, photo_id, count(*) AS labels FROM labels GROUP BY class_id, photo_id) GROUP BY class_id
  ) AS counts USING (class_id)
  ORDER BY label_classes.position, class_id`

/** The project's classes: their names, colours, keys and order. Whoever calls it checks names and holds the transaction. */
export class ClassStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** In order, with the number of labels of each. */
  list(): LabelClass[] {
    return this.#connection.all<LabelClass>(everyClass)
  }

  /** Throws `not-found` for an unknown id. */
  get(classId: ClassId): LabelClass {
    const row = this.#connection.get<LabelClass>(
      `SELECT class_id AS id, name, color, key,
         (SELECT count(*) FROM label_classes AS earlier
          WHERE earlier.position < label_classes.position
            OR (earlier.position = label_classes.position AND earlier.class_id < label_classes.class_id)) AS position,
         (SELECT count(*) FROM labels WHERE labels.class_id = label_classes.class_id) AS labels,
         (SELECT count(DISTINCT photo_id) FROM labels WHERE labels.class_id = label_classes.class_id) AS photos
       FROM label_classes WHERE class_id = ?`,
      [classId],
    )
    if (row === undefined) throw new AppError('not-found', 'This class is no longer in the project.', { hint: 'Choose another class.' })
    return row
  }

  ids(): ClassId[] {
    return this.#connection.column<number>('SELECT class_id FROM label_classes ORDER BY position, class_id')
  }

  fields(): (ClassFields & { readonly id: ClassId })[] {
    return this.#connection.all('SELECT class_id AS id, name, color, key FROM label_classes ORDER BY position, class_id')
  }

  names(): ProjectClassNames {
    return {
      current: this.#connection.all('SELECT class_id AS classId, name FROM label_classes ORDER BY class_id'),
      earlier: this.#connection.all('SELECT class_id AS classId, name FROM class_aliases ORDER BY name'),
    }
  }

  /** Adds a class behind the others. */
  add({ name, color, key }: ClassFields): ClassId {
    const { id } = this.#connection.run(
      'INSERT INTO label_classes (name, color, key, position) VALUES (?, ?, ?, (SELECT coalesce(max(position) + 1, 0) FROM label_classes))',
      [name, color, key],
    )
    this.#forgetAlias(name)
    return id
  }

  /** A new name leaves the old one as another name of the class. */
  update(classId: ClassId, { name, color, key }: ClassFields): void {
    const before = this.get(classId)
    this.#connection.run('UPDATE label_classes SET name = ?, color = ?, key = ? WHERE class_id = ?', [name, color, key, classId])
    if (before.name === name) return
    this.#addAlias(before.name, classId)
    this.#forgetAlias(name)
  }

  /** The given classes first, in this order; the others follow in theirs. */
  reorder(classIds: readonly ClassId[]): void {
    const order = new Set([...classIds, ...this.ids()])
    for (const [position, classId] of [...order].entries()) {
      this.#connection.run('UPDATE label_classes SET position = ? WHERE class_id = ?', [position, classId])
    }
  }

  /** Takes out a class that has no labels any more; its names and models go to `mergedInto`. */
  remove(classId: ClassId, mergedInto: ClassId | null): RemovedClass {
    const row = this.#connection.get<ClassFields & { position: number }>('SELECT name, color, key, position FROM label_classes WHERE class_id = ?', [classId])
    if (row === undefined) throw new AppError('not-found', 'This class is no longer in the project.', { hint: 'Refresh the list.' })
    const earlierNames = this.#connection.column<string>('SELECT name FROM class_aliases WHERE class_id = ? ORDER BY name', [classId])
    const mappedFrom = this.#connection.all<{ modelId: string; index: number }>(
      'SELECT model_id AS modelId, class_index AS "index" FROM class_map WHERE class_id = ?',
      [classId],
    )
    if (mergedInto !== null) {
      this.#connection.run('UPDATE class_aliases SET class_id = ? WHERE class_id = ?', [mergedInto, classId])
      this.#connection.run('UPDATE class_map SET class_id = ? WHERE class_id = ?', [mergedInto, classId])
    }
    this.#connection.run('DELETE FROM label_classes WHERE class_id = ?', [classId])
    if (mergedInto !== null) this.#addAlias(row.name, mergedInto)
    return { id: classId, ...row, earlierNames, mappedFrom, mergedInto }
  }

  /** Puts a class back where it was, under another name or without its key where those were given away since. */
  restore(removed: RemovedClass): void {
    const taken = new Set(this.#connection.column<string>('SELECT name FROM label_classes'))
    let { name } = removed
    for (let number = 2; taken.has(name); number++) name = `${removed.name} (${number})`
    const isKeyTaken = this.#connection.value<number>('SELECT 1 FROM label_classes WHERE key = ?', [removed.key]) === 1
    this.#connection.run('UPDATE label_classes SET position = position + 1 WHERE position >= ?', [removed.position])
    this.#connection.run('INSERT INTO label_classes (class_id, name, color, key, position) VALUES (?, ?, ?, ?, ?)', [
      removed.id,
      name,
      removed.color,
      isKeyTaken ? null : removed.key,
      removed.position,
    ])
    this.#forgetAlias(name)
    for (const earlierName of removed.earlierNames) if (!taken.has(earlierName)) this.#addAlias(earlierName, removed.id)
    for (const { modelId, index } of removed.mappedFrom) {
      this.#connection.run(
        `INSERT INTO class_map (model_id, class_index, class_id) VALUES (:modelId, :index, :classId)
         ON CONFLICT DO UPDATE SET class_id = excluded.class_id WHERE class_map.class_id IS :mergedInto`,
        { modelId, index, classId: removed.id, mergedInto: removed.mergedInto },
      )
    }
  }

  /** What a person chose for the classes of a model; null is "not used". */
  map(modelId: string): Map<number, ClassId | null> {
    const rows = this.#connection.all<{ index: number; classId: ClassId | null }>(
      'SELECT class_index AS "index", class_id AS classId FROM class_map WHERE model_id = ?',
      [modelId],
    )
    return new Map(rows.map(({ index, classId }) => [index, classId]))
  }

  setMap(modelId: string, index: number, classId: ClassId | null): void {
    this.#connection.run(
      'INSERT INTO class_map (model_id, class_index, class_id) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET class_id = excluded.class_id',
      [modelId, index, classId],
    )
  }

  #addAlias(name: string, classId: ClassId): void {
    this.#connection.run('INSERT INTO class_aliases (name, class_id) VALUES (?, ?) ON CONFLICT DO UPDATE SET class_id = excluded.class_id', [name, classId])
  }

  #forgetAlias(name: string): void {
    this.#connection.run('DELETE FROM class_aliases WHERE name = ?', [name])
  }
}
