import { networkInterfaces as systemInterfaces } from 'node:os'
import type { NetworkInterface } from '#core/model/phone-page'

/** The networks this computer is in, without its own loopback. */
export function networkInterfaces(): readonly NetworkInterface[] {
  return Object.entries(systemInterfaces()).flatMap(([name, addresses = []]) =>
    addresses.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => ({ name, address })),
  )
}
