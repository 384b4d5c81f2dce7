import type { LabelOrigin } from '#core/model/label'
import { useClasses } from '../../state/label-queries'
import { changeFilter, useLibraryView } from '../../state/library-view'
import { formatCount } from '../../ui/format'
import { ColorSwatch } from '../../ui/swatch'
import { Checks } from './checks'
import styles from './filter-bar.module.css'
import { FilterChip } from './filter-chip'

const origins: readonly { readonly value: LabelOrigin['kind']; readonly label: string }[] = [
  { value: 'person', label: 'Made by a person' },
  { value: 'model', label: 'Accepted from a model' },
  { value: 'import', label: 'Imported' },
]

/** Restricts to photos with labels of these classes and origins, or without any. */
export function LabelFilter() {
  const filter = useLibraryView((view) => view.filter)
  const { classes, byId } = useClasses()
  const classIds = filter.labelClassIds ?? []
  const labelOrigins = filter.labelOrigins ?? []
  const words = [
    ...(filter.hasLabels === undefined ? [] : [filter.hasLabels ? 'Labelled' : 'No labels']),
    ...(classIds.length > 2 ? [`${classIds.length} label classes`] : classIds.map((id) => byId.get(id)?.name ?? 'gone')),
    ...origins.filter(({ value }) => labelOrigins.includes(value)).map(({ label }) => label.toLowerCase()),
  ]
  return (
    <FilterChip
      label="Labels"
      value={words.length === 0 ? null : words.join(', ')}
      onClear={() => changeFilter({ labelClassIds: undefined, labelOrigins: undefined, hasLabels: undefined })}
    >
      <div className={styles.classes}>
        <Checks
          label="With or without labels"
          options={[
            { value: 'with', label: 'With labels' },
            { value: 'without', label: 'Without labels' },
          ]}
          chosen={filter.hasLabels === undefined ? [] : [filter.hasLabels ? 'with' : 'without']}
          onChange={(chosen) => changeFilter({ hasLabels: chosen.length === 0 ? undefined : chosen.at(-1) === 'with' })}
        />
        <h4 className={styles.heading}>Where they come from</h4>
        <Checks label="Origin" options={origins} chosen={labelOrigins} onChange={(chosen) => changeFilter({ labelOrigins: chosen })} />
        <h4 className={styles.heading}>Classes of the project</h4>
        {classes.length === 0 ? (
          <p className={styles.hint}>No classes yet.</p>
        ) : (
          <Checks
            label="Classes of labels"
            options={classes.map(({ id, name, color, photos }) => ({ value: id, label: name, mark: <ColorSwatch color={color} />, count: formatCount(photos) }))}
            chosen={classIds}
            onChange={(chosen) => changeFilter({ labelClassIds: chosen })}
          />
        )}
      </div>
    </FilterChip>
  )
}
