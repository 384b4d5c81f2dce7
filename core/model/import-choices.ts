import { z } from 'zod'
import { tasks } from '#core/model/prediction'

const channels = z.tuple([z.number(), z.number(), z.number()])
const positive = z.number().int().positive().max(8192)
const tensor = z.string().min(1)
const corners = z.enum(['top-left-bottom-right', 'left-top-right-bottom'])
const unit = z.enum(['shares', 'pixels'])
const firstColumn = z.enum(['class', 'background'])
const scoreValues = z.enum(['sigmoid-logits', 'softmax-logits', 'probabilities'])

/**
 * How the outputs of a model brought by a person are to be read; each kind is one layout. Tensors are named as in the file,
 * B is a batch of one, sizes are those of the model's input.
 */
export const outputReading = z.discriminatedUnion('kind', [
  /** One score per class, in any shape with as many elements as classes. */
  z.object({ kind: z.literal('class-scores'), output: tensor, values: z.enum(['logits', 'probabilities']) }),
  /**
   * SSD heads: `boxes` [B, N, 4] (y, x, height, width relative to anchors, multiplied by 10, 10, 5, 5), `scores` [B, N, C]; anchors
   * [N, 4] (centre y, centre x, height, width; 0..1) as an output of the graph, or the 1917 of SSDLite at 300 x 300.
   */
  z.object({
    kind: z.literal('anchor-boxes'),
    boxes: tensor,
    scores: tensor,
    anchors: z.discriminatedUnion('kind', [z.object({ kind: z.literal('output'), name: tensor }), z.object({ kind: z.literal('ssdlite-300') })]),
    values: scoreValues,
    firstColumn,
  }),
  /**
   * Decoded rows in one tensor: centre x, centre y, width, height, then the objectness when there is one, then a score
   * per class, all after the sigmoid; `rows` is [B, N, row], `columns` is [B, row, N].
   */
  z.object({ kind: z.literal('box-rows'), output: tensor, order: z.enum(['rows', 'columns']), objectness: z.enum(['with', 'without']), unit }),
  /** Decoded boxes [B, N, 4] and scores [B, N, C] before suppression. */
  z.object({ kind: z.literal('decoded-boxes'), boxes: tensor, scores: tensor, corners, unit, values: scoreValues, firstColumn }),
  /**
   * Boxes that were already suppressed: `boxes` [B, K, 4] or [K, 4], `scores` and `classes` of K elements, and how many of them count
   * when K is fixed. A class is the id of its label.
   */
  z.object({ kind: z.literal('picked-boxes'), boxes: tensor, scores: tensor, classes: tensor, count: tensor.nullable(), corners, unit }),
  /** A score per class and cell: [B, C, rows, columns] or [B, rows, columns, C]. */
  z.object({ kind: z.literal('score-map'), output: tensor, axis: z.enum(['channels-first', 'channels-last']) }),
  /** The class of every cell, rows and columns being the last axes of more than one element. */
  z.object({ kind: z.literal('class-map'), output: tensor, rows: positive, columns: positive }),
])
export type OutputReading = z.infer<typeof outputReading>
export type OutputReadingKind = OutputReading['kind']

export const importInput = z.object({
  /** Name of the tensor in the file. */
  name: tensor,
  layout: z.enum(['channels-first', 'channels-last']),
  channels: z.enum(['rgb', 'bgr']),
  size: z.object({ width: positive, height: positive }),
  /** In the order red, green, blue: (value / 255 - mean) / std. */
  normalisation: z.object({ mean: channels, std: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]) }),
})
export type ImportInput = z.infer<typeof importInput>

export const importFit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stretch') }),
  z.object({ kind: z.literal('center-crop'), shorterSide: positive }),
  z.object({ kind: z.literal('pad') }),
])

/** Everything a person settles about a model that is brought in, labels apart. */
export const importChoices = z.object({ task: z.enum(tasks), input: importInput, fit: importFit, reading: outputReading })
export type ImportChoices = z.infer<typeof importChoices>
