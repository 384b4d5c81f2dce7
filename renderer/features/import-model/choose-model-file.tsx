import { FileBox } from 'lucide-react'
import { useRef } from 'react'
import { useDropReceiver, useDropReceivers } from '../../state/drop-receiver'
import { shell } from '../../state/shell'
import { Button } from '../../ui/button'
import { cx } from '../../ui/cx'
import styles from './import-model.module.css'

/** Which file to read a model from. */
export function ChooseModelFile({ onChoose }: { readonly onChoose: (path: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const over = useDropReceivers((drop) => drop.over)
  const choose = (files: readonly File[]): void => {
    const path = files.map((file) => shell().pathForFile(file)).find((known) => known !== '')
    if (path !== undefined) onChoose(path)
  }
  useDropReceiver(choose)
  return (
    <div className={styles.choose}>
      <div className={cx(styles.drop, over && styles.over)}>
        <FileBox size={28} />
        <p>Drop a model file here</p>
        <Button look="primary" onClick={() => input.current?.click()}>
          Choose file…
        </Button>
        <input ref={input} type="file" hidden aria-label="Model file" accept=".onnx,.tflite,.json" onChange={(event) => choose([...(event.currentTarget.files ?? [])])} />
      </div>
      <p className={styles.soft}>
        ONNX, TFLite, or the model.json of a TensorFlow.js graph model with its weights beside it. You see how the file seems to work, and its answer for a photo, before anything
        is stored.
      </p>
    </div>
  )
}
