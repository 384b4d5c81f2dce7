import { create } from 'qrcode'
import type { QrPicture } from '#core/model/phone-page'

/** Modules of white around a code (ISO/IEC 18004, 9.1). */
const quietModules = 4

/** A text as QR code. Throws Error for more than a code can hold. */
export function qrPicture(text: string): QrPicture {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      let end = x
      while (end < modules.size && modules.get(y, end)) end++
      if (end === x) continue
      path += `M${x + quietModules} ${y + quietModules}h${end - x}v1h${x - end}z`
      x = end
    }
  }
  return { side: modules.size + 2 * quietModules, path }
}
