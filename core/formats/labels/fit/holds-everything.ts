import type { FormatCapabilities } from './capabilities'

/** A format without a limit: what others differ from. */
export const holdsEverything: FormatCapabilities = {
  shapes: { box: 'exact', polygon: 'exact', mask: 'exact', tag: 'exact' },
  parts: 'exact',
  holes: 'exact',
  masks: 'layered',
  scores: 'kept',
  crowds: 'kept',
  groups: 'kept',
  attributes: 'any',
  tags: 'many',
  sizes: 'optional',
  mostClasses: null,
}
