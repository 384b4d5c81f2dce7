import type { ImportPreview } from '#core/model/dataset-reports'
import { useClasses } from '../../state/label-queries'
import { ColorSwatch } from '../../ui/swatch'
import { formatAmount, formatCount } from '../../ui/format'
import styles from './import-dialog.module.css'

/** The classes of the files, how often each occurs, and the class of the project it means. */
export function ClassTable({ classes }: Pick<ImportPreview, 'classes'>) {
  const { byId } = useClasses()
  if (classes.length === 0) return null
  const made = classes.filter(({ classId }) => classId === null).length
  return (
    <section aria-label="Classes">
      <h3>{`${formatAmount(classes.length, 'class', 'classes')}${made === 0 ? '' : `, ${formatCount(made)} new`}`}</h3>
      <div className={styles.scroll} role="group" aria-label="Classes">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">In the files</th>
              <th scope="col" className={styles.number}>
                Labels
              </th>
              <th scope="col">In the project</th>
            </tr>
          </thead>
          <tbody>
            {classes.map(({ name, labels, classId }) => {
              const known = classId === null ? undefined : byId.get(classId)
              return (
                <tr key={name}>
                  <td>{name}</td>
                  <td className={styles.number}>{formatCount(labels)}</td>
                  <td>
                    {known === undefined ? (
                      <span className={styles.soft}>{classId === null ? 'will be made' : ''}</span>
                    ) : (
                      <span className={styles.class}>
                        <ColorSwatch color={known.color} />
                        {known.name}
                      </span>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
