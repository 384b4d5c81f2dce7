import type { Label } from '#core/model/label'
import type { RunMask } from '../mask/run-mask'
import { labelKey } from '../label-key'
import { packedMaskOf } from '../label-shape'
import type { ToolHost } from './tool'

interface KeptMask {
  readonly label: Label
  readonly isNew: boolean
  readonly mask: RunMask
  readonly title: string
}

/** Keeps a mask as the label's; a label without a pixel is taken away. */
export function keepMask(host: ToolHost, { label, isNew, mask, title }: KeptMask): void {
  if (mask.bounds() !== null) {
    host.put({ ...label, geometry: { kind: 'mask', mask: packedMaskOf(mask) } }, title)
    host.select(labelKey(label.id))
  } else if (!isNew) host.remove(label, title)
}
