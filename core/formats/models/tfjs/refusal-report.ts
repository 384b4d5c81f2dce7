import { AppError } from '#core/contract/errors'

/** A node that cannot be imported; `reason` is null when its operator is not known at all. */
export interface RefusedNode {
  readonly op: string
  readonly name: string
  readonly reason: string | null
}

const LISTED_PLACES = 3

/** One error that names every operator that stopped the import, where each stands and why. */
export function refusalReport(refused: readonly RefusedNode[]): AppError {
  const groups = new Map<string, RefusedNode[]>()
  for (const node of refused) {
    const key = `${node.op}\n${node.reason ?? ''}`
    const group = groups.get(key)
    if (group) group.push(node)
    else groups.set(key, [node])
  }
  const sentences = [...groups.values()].map((group) => {
    const [first] = group
    const places = group.slice(0, LISTED_PLACES).map((node) => `"${node.name}"`)
    const more = group.length > LISTED_PLACES ? ` and ${group.length - LISTED_PLACES} more` : ''
    const why = first?.reason === null ? '' : `: ${first?.reason ?? ''}`
    return `${first?.op ?? ''} at ${places.join(', ')}${more}${why}`
  })
  return new AppError('unsupported-model', `This model uses what cannot be imported: ${sentences.join('; ')}.`, {
    hint: 'Export the model without these operators, or cut it before them.',
  })
}
