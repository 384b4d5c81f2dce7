import type { ValueExtent } from '../value-extents'
import type { MapSize } from './architecture-outline'

/** Extents of a value in layout N, C, H, W or N, C; null when they are not known or of another rank. */
export function mapSize(value: string, extents: ReadonlyMap<string, ValueExtent>): MapSize | null {
  const dims = extents.get(value)?.dims
  if (dims?.length !== 4 && dims?.length !== 2) return null
  const [, channels = 0, rows = 1, columns = 1] = dims
  return { channels, rows, columns }
}
