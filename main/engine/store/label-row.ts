import type { Label, LabelGeometry, LabelKind, LabelOrigin, LabelSummary } from '#core/model/label'

/** A row of `labels` as SQLite gives it, without the mask. */
export interface LabelSummaryRow {
  readonly label_id: string
  readonly photo_id: number
  readonly class_id: number
  readonly kind: LabelKind
  readonly geometry: string | null
  readonly mask_width: number | null
  readonly mask_height: number | null
  readonly origin: string
  readonly locked: number
  readonly object_group: number | null
  readonly attributes: string
}

export interface LabelRow extends LabelSummaryRow {
  readonly mask: Uint8Array | null
}

export const labelSummaryColumns =
  'label_id, photo_id, class_id, kind, geometry, mask_width, mask_height, origin, locked, object_group, attributes'

/** Columns that a label's geometry fills, null for those that its kind has not. */
export interface GeometryColumns {
  readonly geometry: string | null
  readonly mask_width: number | null
  readonly mask_height: number | null
  readonly mask: Uint8Array | null
}

const noColumns: GeometryColumns = { geometry: null, mask_width: null, mask_height: null, mask: null }

export function geometryColumns(geometry: LabelGeometry): GeometryColumns {
  switch (geometry.kind) {
    case 'tag':
      return noColumns
    case 'mask':
      return { geometry: null, mask_width: geometry.mask.width, mask_height: geometry.mask.height, mask: geometry.mask.bytes }
    case 'box':
    case 'polygon': {
      const { kind: _kind, ...shape } = geometry
      return { ...noColumns, geometry: JSON.stringify(shape) }
    }
  }
}

function shapeOfRow(row: LabelSummaryRow): LabelSummary['geometry'] {
  if (row.kind === 'tag') return { kind: 'tag' }
  if (row.kind === 'mask') return { kind: 'mask', mask: { width: row.mask_width ?? 0, height: row.mask_height ?? 0 } }
  return { kind: row.kind, ...(JSON.parse(row.geometry ?? '{}') as object) } as Exclude<LabelSummary['geometry'], { kind: 'mask' }>
}

export function labelSummaryOfRow(row: LabelSummaryRow): LabelSummary {
  return {
    id: row.label_id,
    photoId: row.photo_id,
    classId: row.class_id,
    geometry: shapeOfRow(row),
    origin: JSON.parse(row.origin) as LabelOrigin,
    locked: row.locked === 1,
    group: row.object_group,
    attributes: JSON.parse(row.attributes) as Label['attributes'],
  }
}

export function labelOfRow(row: LabelRow): Label {
  const { geometry, ...rest } = labelSummaryOfRow(row)
  if (geometry.kind !== 'mask') return { ...rest, geometry }
  // A copy without Node's Buffer around it, which structured clone would not give back as such.
  return { ...rest, geometry: { kind: 'mask', mask: { ...geometry.mask, bytes: new Uint8Array(row.mask ?? []) } } }
}
