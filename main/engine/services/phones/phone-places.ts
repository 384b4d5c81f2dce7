import type { PhonePlace } from '#core/contract/phones'

const folders: { readonly [Kind in PhonePlace['kind']]: (place: Extract<PhonePlace, { kind: Kind }>) => string } = {
  download: () => '/sdcard/Download/Mobilabel',
  temporary: () => '/data/local/tmp/mobilabel',
  app: (place) => `/sdcard/Android/data/${place.package}/files/mobilabel`,
}

/** The folder on the phone below which models of a place lie, each in MODEL/VERSION. */
export function placeFolder(place: PhonePlace): string {
  const folder = folders[place.kind] as (place: PhonePlace) => string
  return folder(place)
}

const versionDigits = 12

/** Folder name of a version: long enough to tell versions apart, short enough to read. */
export function versionName(sha256: string): string {
  return sha256.slice(0, versionDigits)
}
