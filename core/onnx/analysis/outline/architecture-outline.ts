/** Extents of a feature map; rows and columns are 1 behind pooling, null when not known. */
export interface MapSize {
  readonly channels: number
  readonly rows: number | null
  readonly columns: number | null
}

interface PartBase {
  /** Names of the graph's nodes that make up the part. */
  readonly nodes: readonly string[]
  /** What the part hands on; null when its size is not known. */
  readonly output: MapSize | null
}

/** The first convolution, over the picture. */
export interface Stem extends PartBase {
  readonly kind: 'stem'
  readonly kernel: number
  readonly stride: number
}

/** One inverted residual block. */
export interface BlockOutline extends PartBase {
  readonly inputChannels: number
  readonly expandedChannels: number
  readonly outputChannels: number
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly expands: boolean
  readonly hasShortcut: boolean
  /** The expanded map is also read from outside, as SSDLite does at output stride 16. */
  readonly isTapped: boolean
  /** Names of the three convolutions; `expand` is null in blocks that do not expand. */
  readonly expand: string | null
  readonly depthwise: string
  readonly project: string
}

/** A row of table 2 (Sandler et al. 2018): `repeats` blocks of the same expansion and channels, the first with `stride`. */
export interface BottleneckGroup extends PartBase {
  readonly kind: 'bottlenecks'
  /** Expansion factor t. */
  readonly expansion: number
  /** Output channels c. */
  readonly channels: number
  /** Number of blocks n. */
  readonly repeats: number
  /** Stride s of the first block. */
  readonly stride: number
  /** Largest dilation inside. */
  readonly dilation: number
  readonly blocks: readonly BlockOutline[]
}

/** The 1 x 1 convolution behind the last block. */
export interface FeatureHead extends PartBase {
  readonly kind: 'feature-head'
}

/** Pooling and the fully connected layer (or 1 x 1 convolution) that answers. */
export interface Classifier extends PartBase {
  readonly kind: 'classifier'
  readonly features: number
  readonly classes: number
}

/** A smaller map behind the backbone of a detector: reduce, depthwise with stride, widen. */
export interface ExtraLayer extends PartBase {
  readonly kind: 'extra-layer'
  readonly reducedChannels: number
  readonly stride: number
}

/** The predictors on one map of a detector. */
export interface DetectorHead extends PartBase {
  readonly kind: 'detector-head'
  readonly mapIndex: number
  /** Extents of the map it reads. */
  readonly source: MapSize | null
  readonly boxesPerCell: number
  readonly classColumns: number
}

/** One branch of atrous spatial pyramid pooling. */
export interface PyramidBranch {
  readonly kind: 'pointwise' | 'atrous' | 'image-pooling'
  readonly rate: number
  readonly channels: number
}

/** Atrous spatial pyramid pooling with projection and the layer that answers (Chen et al. 2017, section 3.3). */
export interface SegmentationHead extends PartBase {
  readonly kind: 'segmentation-head'
  readonly branches: readonly PyramidBranch[]
  readonly projectedChannels: number
  readonly classes: number
}

/** Nodes that fit no known part. */
export interface OtherNodes extends PartBase {
  readonly kind: 'other'
  /** Operators with their counts, most frequent first. */
  readonly operators: readonly { readonly opType: string; readonly count: number }[]
}

export type OutlinePart =
  | Stem
  | BottleneckGroup
  | FeatureHead
  | Classifier
  | ExtraLayer
  | DetectorHead
  | SegmentationHead
  | OtherNodes

/** A graph folded to the parts of the paper, in graph order. Plain data, safe to send and to draw. */
export interface ArchitectureOutline {
  /** What the parts amount to. */
  readonly task: 'classification' | 'detection' | 'segmentation' | 'unknown'
  /** Input rows / rows of the last backbone map, where both are known. */
  readonly outputStride: number | null
  readonly parts: readonly OutlinePart[]
}
