import type { FamilyId } from '#core/model/model-card'
import type { OutputReading, OutputReadingKind } from '#core/model/import-choices'
import type { SizePx } from '#core/model/photo'
import type { Task } from '#core/model/prediction'
import { int, ints } from '#core/onnx/attribute'
import { anchorTensor } from '#core/zoo/builders/anchor-tensor'
import { ssdAnchors, ssdLite300Layout } from '#core/zoo/ssd-anchors'
import { edgesOfCentres, edgesOfCorners } from './box-corners'
import type { OutputSource } from './float-output'

/** Values of the graph under the names a family reads. */
export interface StandardOutputs {
  readonly family: FamilyId
  readonly values: Readonly<Record<string, string>>
}

type ReadingOf<Kind extends OutputReadingKind> = Extract<OutputReading, { kind: Kind }>
type Values = ReadingOf<'anchor-boxes'>['values']

interface ReadingRule<Kind extends OutputReadingKind> {
  readonly task: Task
  readonly attach: (reading: ReadingOf<Kind>, source: OutputSource, input: SizePx) => StandardOutputs
}

const reshaped = ({ draft }: OutputSource, value: string, dims: readonly number[]): string =>
  draft.after('import/shaped', 'Reshape', [value, draft.integers('import/shape', dims)])

const slice = ({ draft }: OutputSource, value: string, start: number, end: number): string =>
  draft.after('import/part', 'Slice', [value, draft.integers('import/start', [start]), draft.integers('import/end', [end]), draft.integers('import/axis', [2])])

/** Larger than any axis: a slice up to it takes all that is left. */
const rest = 2 ** 31 - 1

const activations: Readonly<Record<Values, (source: OutputSource, value: string) => string>> = {
  probabilities: (_source, value) => value,
  'sigmoid-logits': ({ draft }, value) => draft.after('import/scores', 'Sigmoid', [value]),
  'softmax-logits': ({ draft }, value) => draft.after('import/scores', 'Softmax', [value], { axis: int(-1) }),
}

function columnScores(source: OutputSource, reading: { readonly scores: string; readonly values: Values; readonly firstColumn: 'class' | 'background' }): string {
  const scores = activations[reading.values](source, source.float(reading.scores))
  return reading.firstColumn === 'background' ? slice(source, scores, 1, rest) : scores
}

/** Every layout of outputs that is held: which task it answers and how it becomes the outputs of a family. */
export const readingRules: { readonly [Kind in OutputReadingKind]: ReadingRule<Kind> } = {
  'class-scores': {
    task: 'classification',
    attach: (reading, source) => {
      const value = source.float(reading.output)
      const logits = reading.values === 'logits' ? value : source.logitsBefore(reading.output)
      const flat = reshaped(source, logits ?? value, [1, -1])
      return logits === null ? { family: 'probability-classifier', values: { probabilities: flat } } : { family: 'image-classifier', values: { logits: flat } }
    },
  },
  'anchor-boxes': {
    task: 'detection',
    attach: (reading, source) => {
      const anchors =
        reading.anchors.kind === 'output'
          ? reshaped(source, source.float(reading.anchors.name), [-1, 4])
          : source.draft.constant('anchors', anchorTensor(ssdAnchors(ssdLite300Layout)))
      return {
        family: 'anchor-detector',
        values: { scores: columnScores(source, reading), box_encodings: reshaped(source, source.float(reading.boxes), [1, -1, 4]), anchors },
      }
    },
  },
  'box-rows': {
    task: 'detection',
    attach: (reading, source, input) => {
      const { draft } = source
      const value = source.float(reading.output)
      const rows = reading.order === 'rows' ? value : draft.after('import/rows', 'Transpose', [value], { perm: ints(0, 2, 1) })
      const boxes = edgesOfCentres(draft, slice(source, rows, 0, 4), reading.unit, input)
      const scores =
        reading.objectness === 'with'
          ? draft.after('import/scores', 'Mul', [slice(source, rows, 4, 5), slice(source, rows, 5, rest)])
          : slice(source, rows, 4, rest)
      return { family: 'box-detector', values: { boxes, scores } }
    },
  },
  'decoded-boxes': {
    task: 'detection',
    attach: (reading, source, input) => {
      const boxes = reshaped(source, source.float(reading.boxes), [1, -1, 4])
      return { family: 'box-detector', values: { boxes: edgesOfCorners(source.draft, boxes, reading.corners, reading.unit, input), scores: columnScores(source, reading) } }
    },
  },
  'picked-boxes': {
    task: 'detection',
    attach: (reading, source, input) => {
      const boxes = reshaped(source, source.float(reading.boxes), [1, -1, 4])
      const list = (name: string): string => reshaped(source, source.float(name), [1, -1])
      const values = { boxes: edgesOfCorners(source.draft, boxes, reading.corners, reading.unit, input), scores: list(reading.scores), classes: list(reading.classes) }
      return { family: 'picked-detector', values: reading.count === null ? values : { ...values, count: reshaped(source, source.float(reading.count), [-1]) } }
    },
  },
  'score-map': {
    task: 'segmentation',
    attach: (reading, source) => {
      const value = source.float(reading.output)
      return {
        family: 'image-segmenter',
        values: { logits: reading.axis === 'channels-first' ? value : source.draft.after('import/logits', 'Transpose', [value], { perm: ints(0, 3, 1, 2) }) },
      }
    },
  },
  'class-map': {
    task: 'segmentation',
    attach: (reading, source) => ({
      family: 'class-map-segmenter',
      values: { classes: reshaped(source, source.float(reading.output), [1, reading.rows, reading.columns]) },
    }),
  },
}

/** The outputs of the family that reads this layout. Throws AppError `bad-input` for an output the model does not have. */
export function standardOutputs(reading: OutputReading, source: OutputSource, input: SizePx): StandardOutputs {
  const attach = readingRules[reading.kind].attach as (reading: OutputReading, source: OutputSource, input: SizePx) => StandardOutputs
  return attach(reading, source, input)
}
