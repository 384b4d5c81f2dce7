import { Eye, EyeOff } from 'lucide-react'
import { memo } from 'react'
import type { LegendEntry } from '../../canvas/scene'
import { showsName } from '../../canvas/scene'
import { toggleHidden, toggleSolo, useViewerView } from '../../state/viewer-view'
import { cx } from '../../ui/cx'
import { formatCount } from '../../ui/format'
import { Swatch } from '../../ui/swatch'
import styles from './findings-panel.module.css'

/** The classes in the photo: click a name to see it alone, the eye to hide it. */
export const ClassLegend = memo(function ClassLegend({ legend }: { readonly legend: readonly LegendEntry[] }) {
  const hiddenNames = useViewerView((view) => view.hiddenNames)
  const soloName = useViewerView((view) => view.soloName)
  return (
    <section className={styles.section} aria-label="Classes">
      <h3>Classes</h3>
      <ul>
        {legend.map(({ name, count }) => {
          const shown = showsName({ hiddenNames, soloName }, name)
          return (
            <li key={name} className={cx(styles.legend, !shown && styles.dim)}>
              <button
                type="button"
                className={styles.legendName}
                aria-pressed={soloName === name}
                title={soloName === name ? 'Show all classes' : `Show only ${name}`}
                onClick={() => toggleSolo(name)}
              >
                <Swatch name={name} />
                <span>{name}</span>
                <span className={styles.count}>{formatCount(count)}</span>
              </button>
              <button type="button" className={styles.eye} aria-label={shown ? `Hide ${name}` : `Show ${name}`} aria-pressed={!shown} onClick={() => toggleHidden(name)}>
                {shown ? <Eye size={14} /> : <EyeOff size={14} />}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
})
