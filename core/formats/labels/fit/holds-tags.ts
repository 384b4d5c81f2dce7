import type { FormatCapabilities } from './capabilities'

/** A format of nothing but names of classes for whole photos. */
export const holdsTags: FormatCapabilities = {
  shapes: { box: 'none', polygon: 'none', mask: 'none', tag: 'exact' },
  parts: 'exact',
  holes: 'exact',
  masks: 'layered',
  scores: 'none',
  crowds: 'none',
  groups: 'none',
  attributes: 'none',
  tags: 'many',
  sizes: 'optional',
  mostClasses: null,
}
