/** Where the parameters of one feature map lie. */
export interface MapLayout {
  readonly channels: number
  readonly shapes: number
  readonly cells: number
  /** Position of its first anchor. */
  readonly firstAnchor: number
  /** Class weights [shapes * columns, channels] and biases. */
  readonly classWeights: number
  readonly classBiases: number
  /** Box weights [shapes * 4, channels] and biases; of no length where boxes do not learn. */
  readonly boxWeights: number
  readonly boxBiases: number
  readonly end: number
}

export interface LayoutOrder {
  readonly maps: readonly { readonly channels: number; readonly shapes: number; readonly cells: number }[]
  readonly columns: number
  /** Outputs of the box predictors that learn, per anchor: 4 or 0. */
  readonly boxColumns: number
}

/** Lays the parameters of all maps out one after the other. */
export function ssdLayout({ maps, columns, boxColumns }: LayoutOrder): readonly MapLayout[] {
  let at = 0
  let anchor = 0
  return maps.map(({ channels, shapes, cells }) => {
    const classWeights = at
    const classBiases = classWeights + shapes * columns * channels
    const boxWeights = classBiases + shapes * columns
    const boxBiases = boxWeights + shapes * boxColumns * channels
    at = boxBiases + shapes * boxColumns
    const firstAnchor = anchor
    anchor += shapes * cells
    return { channels, shapes, cells, firstAnchor, classWeights, classBiases, boxWeights, boxBiases, end: at }
  })
}
