import { backgroundPixel, hasOutline, voidPixel } from '#core/tune/segmentation/paint-labels'
import { usualDraws, type EvaluationMeasure, type MatchSummary, type ModelAnswer, type PhotoMatch } from './evaluation-measure'
import { gridOf, mostGridPx, paintTruth, sampleMask } from './label-grid'

/** Cells of one class in one photo. */
interface ClassCells {
  readonly index: number
  readonly shared: number
  readonly truth: number
  readonly said: number
}

/** What a segmenter said of one photo; only classes that are there or were said. The background is the last class. */
export interface MaskMatch extends PhotoMatch {
  readonly cells: readonly ClassCells[]
}

const background = 'background'

/** Masks by intersection over union, the measure of PASCAL VOC. */
export const segmentationMeasure: EvaluationMeasure<MaskMatch> = {
  task: 'segmentation',
  figures: [
    { key: 'miou', name: 'mIoU' },
    { key: 'pixels', name: 'Right pixels' },
  ],
  classColumns: [
    { key: 'iou', name: 'IoU' },
    { key: 'recall', name: 'Found' },
    { key: 'precision', name: 'Precision' },
  ],
  rules: [
    'Mean intersection over union goes over the classes that the labels show, the background included.',
    'What no label covers on a reviewed photo is background; classes that are not judged count as background when they are said.',
    'Pixels of labels that are set aside (crowd, difficult) or of a class that is not judged are left out.',
    `Masks are judged on a grid of at most ${mostGridPx} pixels along the longer side.`,
  ],
  counts: (geometry) => hasOutline({ geometry }),
  serves: () => true,
  judge: ({ answer, classes }, truth, names) => {
    const grid = gridOf(truth.size)
    const other = names.length
    const there = paintTruth(truth, grid)
    const said = answer.mask === null ? null : sampleMask(answer.mask, grid)
    const place = Uint8Array.from({ length: 256 }, (_, column) => classes.judged[column] ?? other)
    const [shared, truths, answers] = [0, 1, 2].map(() => new Float64Array(other + 1)) as [Float64Array, Float64Array, Float64Array]
    for (let cell = 0; cell < there.length; cell++) {
      const value = there[cell]!
      if (value === voidPixel) continue
      const real = value === backgroundPixel ? other : value
      const answered = said === null ? other : place[said[cell]!]!
      truths[real]! += 1
      answers[answered]! += 1
      if (real === answered) shared[real]! += 1
    }
    const cells = [...truths.keys()].flatMap((index): ClassCells[] => {
      const cell = { index, shared: shared[index] ?? 0, truth: truths[index] ?? 0, said: answers[index] ?? 0 }
      return cell.truth + cell.said === 0 ? [] : [cell]
    })
    const counted = sum(cells, 'truth')
    return { cells, score: counted === 0 ? 1 : sum(cells, 'shared') / counted, said: present(cells, 'said', names), truth: present(cells, 'truth', names) }
  },
  agreement,
  summarise,
  draws: () => usualDraws,
}

function sum(cells: readonly ClassCells[], key: 'shared' | 'truth'): number {
  return cells.reduce((total, cell) => total + cell[key], 0)
}

function present(cells: readonly ClassCells[], key: 'truth' | 'said', names: readonly string[]): string {
  const found = cells.flatMap((cell) => (cell[key] > 0 && cell.index < names.length ? [names[cell.index] ?? ''] : []))
  return found.length === 0 ? background : found.join(', ')
}

/** Share of equal cells, by the reference's classes. */
function agreement(reference: ModelAnswer, said: ModelAnswer): number {
  const [first, second] = [reference.answer.mask, said.answer.mask]
  if (first === null || second === null) return first === second ? 1 : 0
  const grid = gridOf(first)
  const [one, two] = [sampleMask(first, grid), sampleMask(second, grid)]
  const inReference = Int32Array.from({ length: 256 }, (_, column) => said.classes.indicesInReference[column] ?? column)
  let equal = 0
  for (let cell = 0; cell < one.length; cell++) if (one[cell] === inReference[two[cell]!]) equal++
  return equal / one.length
}

function summarise(matches: readonly MaskMatch[], classCount: number): MatchSummary {
  const totals = (weights: ArrayLike<number>): { readonly shared: Float64Array; readonly truth: Float64Array; readonly said: Float64Array } => {
    const [shared, truth, said] = [0, 1, 2].map(() => new Float64Array(classCount + 1)) as [Float64Array, Float64Array, Float64Array]
    for (const [photo, { cells }] of matches.entries()) {
      const weight = weights[photo] ?? 0
      if (weight === 0) continue
      for (const cell of cells) {
        shared[cell.index]! += weight * cell.shared
        truth[cell.index]! += weight * cell.truth
        said[cell.index]! += weight * cell.said
      }
    }
    return { shared, truth, said }
  }
  const share = (part: number | undefined, whole: number): number | null => (whole === 0 ? null : (part ?? 0) / whole)
  return {
    figures: (weights) => {
      const { shared, truth, said } = totals(weights)
      const values = [...truth].flatMap((count, index) => (count === 0 ? [] : [(shared[index] ?? 0) / (count + (said[index] ?? 0) - (shared[index] ?? 0))]))
      const all = truth.reduce((total, count) => total + count, 0)
      const right = shared.reduce((total, count) => total + count, 0)
      return [values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length, share(right, all)]
    },
    classes: () => {
      const { shared, truth, said } = totals(new Uint8Array(matches.length).fill(1))
      return Array.from({ length: classCount }, (_, index) => {
        const [there, answered, both] = [truth[index] ?? 0, said[index] ?? 0, shared[index] ?? 0]
        return { iou: there === 0 ? null : both / (there + answered - both), recall: share(both, there), precision: share(both, answered) }
      })
    },
  }
}
