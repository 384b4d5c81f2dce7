import type { OutputReading } from '#core/model/import-choices'
import { GraphIndex } from '#core/onnx/graph-index'
import { producerBehindViews } from './producer-behind-views'
import type { OutputFacts, SourceFacts } from './source-facts'

/** How the outputs seem to be meant. */
export interface ReadingGuess {
  readonly reading: OutputReading
  /** null when the shapes do not tell. */
  readonly classCount: number | null
  /** Number of the first class: the id of its label. */
  readonly firstClass: number
  readonly reason: string
  /** What the shapes leave open, one sentence; null when they leave nothing open. */
  readonly doubt: string | null
}

type Guess = (facts: SourceFacts) => ReadingGuess | null

const shown = ({ name, dims }: OutputFacts): string => `"${name}" [${dims.map((dim) => dim ?? '?').join(', ')}]`
const isInteger = ({ dataType }: OutputFacts): boolean => dataType === 'int64' || dataType === 'int32'
/** Extents without those of one element, the batch among them. */
const inner = ({ dims }: OutputFacts): readonly (number | null)[] => dims.filter((dim) => dim !== 1)
const endsIn = (output: OutputFacts, length: number): boolean => output.dims.at(-1) === length
const byName = (outputs: readonly OutputFacts[], pattern: RegExp): OutputFacts | undefined => outputs.find(({ name }) => pattern.test(name))

/** The four outputs of a converter's own suppression have no telling names: boxes, classes, scores, count, in this order. */
const pickedBoxes: Guess = ({ outputs }) => {
  const boxes = outputs.find((output) => endsIn(output, 4) && output.dims.length <= 3 && /box/iu.test(output.name)) ?? outputs.find((output) => endsIn(output, 4))
  const lists = outputs.filter((output) => output !== boxes && output.dims.length <= 2)
  const classes = lists.find(isInteger) ?? byName(lists, /class|label/iu) ?? lists[0]
  const scores = byName(lists.filter((list) => list !== classes), /score|conf/iu) ?? lists.filter((list) => list !== classes && !isInteger(list))[0]
  if (boxes === undefined || classes === undefined || scores === undefined || lists.length < 2) return null
  const count = byName(lists, /num|count/iu) ?? lists.find((list) => list !== classes && list !== scores && inner(list).length === 0) ?? null
  const isTorch = classes.dataType === 'int64' && count === null
  const startsAtOne = isTorch || /detection_classes/iu.test(classes.name)
  return {
    reading: {
      kind: 'picked-boxes',
      boxes: boxes.name,
      scores: scores.name,
      classes: classes.name,
      count: count?.name ?? null,
      corners: isTorch ? 'left-top-right-bottom' : 'top-left-bottom-right',
      unit: isTorch ? 'pixels' : 'shares',
    },
    classCount: null,
    firstClass: startsAtOne ? 1 : 0,
    reason: `Boxes ${shown(boxes)} come with a class ${shown(classes)} and a score ${shown(scores)} each, so the model suppresses overlaps itself.`,
    doubt: count === null && !isTorch ? 'Shapes do not tell in which order and unit a box is written.' : null,
  }
}

const boxesAndScores: Guess = ({ outputs, size }) => {
  const rows = outputs.filter(({ dims }) => dims.length === 3)
  const boxes = byName(rows.filter((output) => endsIn(output, 4)), /box|loc/iu) ?? rows.find((output) => endsIn(output, 4))
  const scores = rows.find((output) => output !== boxes && output.dims[1] === boxes?.dims[1])
  if (boxes === undefined || scores === undefined) return null
  const anchors = outputs.find((output) => output.dims.length === 2 && endsIn(output, 4))
  const columns = scores.dims[2] ?? null
  const isSsdlite = boxes.dims[1] === 1917 && size.width === 300 && size.height === 300
  const common = { boxes: boxes.name, scores: scores.name, values: 'probabilities', firstColumn: 'class' } as const
  const reason = `There are ${boxes.dims[1] ?? 'some'} boxes ${shown(boxes)} and as many rows of scores ${shown(scores)}`
  const facts = { classCount: columns, firstClass: 1 }
  if (anchors !== undefined) {
    return { ...facts, reading: { kind: 'anchor-boxes', ...common, anchors: { kind: 'output', name: anchors.name } }, reason: `${reason}, and anchors ${shown(anchors)}.`, doubt: null }
  }
  const doubt = 'Shapes do not tell whether scores are logits, whether the first column is the background, and how boxes are written.'
  if (isSsdlite) return { ...facts, reading: { kind: 'anchor-boxes', ...common, anchors: { kind: 'ssdlite-300' } }, reason: `${reason}, as many as SSDLite has anchors at 300 x 300.`, doubt }
  return { ...facts, reading: { kind: 'decoded-boxes', ...common, corners: 'left-top-right-bottom', unit: 'shares' }, reason: `${reason}.`, doubt }
}

const boxRows: Guess = ({ outputs }) => {
  const [output, ...others] = outputs
  const [, second = null, third = null] = output?.dims ?? []
  if (output === undefined || others.length > 0 || output.dims.length !== 3 || isInteger(output) || second === null || third === null) return null
  const order = second < third ? 'columns' : 'rows'
  const length = Math.min(second, third)
  const objectness = order === 'rows' ? 'with' : 'without'
  const classCount = length - (objectness === 'with' ? 5 : 4)
  if (classCount < 1) return null
  return {
    reading: { kind: 'box-rows', output: output.name, order, objectness, unit: 'pixels' },
    classCount,
    firstClass: 1,
    reason: `The output ${shown(output)} has ${Math.max(second, third)} candidates of ${length} numbers: a box, ${objectness === 'with' ? 'its objectness ' : ''}and ${classCount} scores.`,
    doubt: 'Shapes do not tell whether a row holds an objectness and whether boxes are in pixels.',
  }
}

const maps: Guess = ({ outputs, layout }) => {
  const [output] = outputs.filter((candidate) => inner(candidate).length >= 2)
  if (output === undefined) return null
  const extents = inner(output)
  const [rows = null, columns = null] = extents
  if (extents.length === 2 && rows !== null && columns !== null && (isInteger(output) || output.dims.length >= 3) && (isInteger(output) || output.dataType === 'uint8')) {
    return {
      reading: { kind: 'class-map', output: output.name, rows, columns },
      classCount: null,
      firstClass: 0,
      reason: `The output ${shown(output)} holds one whole number per cell.`,
      doubt: null,
    }
  }
  if (output.dims.length !== 4) return null
  const [, first = null, second = null, third = null] = output.dims
  const isLast = first === second && second !== third ? true : second === third && first !== second ? false : layout === 'channels-last'
  const classCount = isLast ? third : first
  if (classCount === null || classCount < 2) return null
  return {
    reading: { kind: 'score-map', output: output.name, axis: isLast ? 'channels-last' : 'channels-first' },
    classCount,
    firstClass: 0,
    reason: `The output ${shown(output)} holds ${classCount} scores per cell.`,
    doubt: null,
  }
}

const classScores: Guess = ({ outputs, graph }) => {
  const vectors = outputs.filter((output) => inner(output).length === 1 && !isInteger(output))
  const [output] = vectors
  const classCount = (output === undefined ? null : inner(output)[0]) ?? null
  if (output === undefined || vectors.length > 1) return null
  const last = producerBehindViews(new GraphIndex(graph), output.name)
  const isProbable = last?.opType === 'Softmax' || last?.opType === 'Sigmoid' || /prob|softmax/iu.test(output.name)
  return {
    reading: { kind: 'class-scores', output: output.name, values: isProbable ? 'probabilities' : 'logits' },
    classCount,
    firstClass: 0,
    reason: `The output ${shown(output)} holds one score per class${last === undefined ? '' : `, from ${last.opType} "${last.name}"`}.`,
    doubt: null,
  }
}

/** Tried in this order: what needs more outputs comes first. */
const guesses: readonly Guess[] = [pickedBoxes, boxesAndScores, boxRows, maps, classScores]

/** The first layout that the outputs fit, or null. */
export function guessReading(facts: SourceFacts): ReadingGuess | null {
  for (const guess of guesses) {
    const found = guess(facts)
    if (found !== null) return found
  }
  return null
}
