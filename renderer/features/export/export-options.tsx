import { useHasImportedParts } from '../../state/imported-parts'
import { setSplitChoice, useSplitChoice } from '../../state/split-choice'
import { Segmented } from '../../ui/segmented'
import { SplitFields } from '../../ui/split-fields'
import { setExportChoice, useExportChoice, type ExportChoice } from './export-choice'
import styles from './export-dialog.module.css'

type OptionKey = 'target' | 'photos' | 'frame' | 'parts'
type Options = { readonly [Key in OptionKey]: { readonly label: string; readonly values: readonly { readonly value: ExportChoice[Key]; readonly label: string }[] } }

const options: Options = {
  target: {
    label: 'To',
    values: [
      { value: 'folder', label: 'Folder' },
      { value: 'zip', label: 'Zip file' },
    ],
  },
  photos: {
    label: 'Files',
    values: [
      { value: 'labels-only', label: 'Labels only' },
      { value: 'with-photos', label: 'With copies of the photos' },
    ],
  },
  frame: {
    label: 'Pixels',
    values: [
      { value: 'upright', label: 'Of the upright photo' },
      { value: 'raw', label: 'As stored' },
    ],
  },
  parts: {
    label: 'Parts',
    values: [
      { value: 'together', label: 'All together' },
      { value: 'split', label: 'Training, validation, test' },
      { value: 'as-imported', label: 'As imported' },
    ],
  },
}

/** Where no photo came in with a part. */
const dealtParts: Options['parts'] = { ...options.parts, values: options.parts.values.filter(({ value }) => value !== 'as-imported') }

const notes: Readonly<Record<ExportChoice['frame'], string>> = {
  upright: 'As most tools read photos: turned by what EXIF says.',
  raw: 'As the pixels are stored, before EXIF turns the photo.',
}

/** Where an export goes and how it is laid out. */
export function ExportOptions() {
  const choice = useExportChoice()
  const split = useSplitChoice()
  const hasParts = useHasImportedParts()
  const offered = hasParts || choice.parts === 'as-imported' ? options.parts : dealtParts
  return (
    <div className={styles.fields}>
      <Option option={options.target} value={choice.target} onChange={(target) => setExportChoice({ target })} />
      <Option option={options.photos} value={choice.photos} onChange={(photos) => setExportChoice({ photos })} />
      <Option option={options.frame} value={choice.frame} onChange={(frame) => setExportChoice({ frame })} />
      <p className={styles.soft}>{notes[choice.frame]}</p>
      <Option option={offered} value={choice.parts} onChange={(parts) => setExportChoice({ parts })} />
      {choice.parts === 'split' && <SplitFields split={split} onChange={setSplitChoice} />}
      {choice.parts === 'as-imported' && <p className={styles.soft}>The parts that photos came in with; photos without one are for training.</p>}
    </div>
  )
}

interface OptionProps<Value extends string> {
  readonly option: { readonly label: string; readonly values: readonly { readonly value: Value; readonly label: string }[] }
  readonly value: Value
  readonly onChange: (value: Value) => void
}

function Option<Value extends string>({ option, value, onChange }: OptionProps<Value>) {
  return (
    <div className={styles.field}>
      <span>{option.label}</span>
      <Segmented label={option.label} value={value} options={option.values} onChange={onChange} />
    </div>
  )
}
