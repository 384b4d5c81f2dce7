import type { PhotoParity } from '#core/model/phone-measurement'

/** "same on 4 photos", "differs on 1 of 4 photos", "not compared". */
export function parityText(parity: readonly PhotoParity[]): string {
  const photos = `${parity.length} ${parity.length === 1 ? 'photo' : 'photos'}`
  const different = parity.filter(({ isSame }) => !isSame).length
  if (parity.length === 0) return 'not compared'
  return different === 0 ? `same on ${photos}` : `differs on ${different} of ${photos}`
}
