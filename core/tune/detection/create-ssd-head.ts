import type { HeadOrder } from '../tune-task'
import type { ClassPlan } from '../class-plan'
import { detectionColumns } from './detection-columns'
import { SsdHead } from './ssd-head'
import { ssdLayout } from './ssd-layout'
import { ssdPredictors, type MapPredictors } from './ssd-predictors'

/** Boxes are shared by all classes: where the parent's classes stay, their boxes must stay too. */
const boxColumnsOf: Readonly<Record<ClassPlan['kept'], number>> = { replace: 4, extend: 0 }

/** Score of a class nothing is known of. */
const prior = 0.01
const priorLogit = Math.log(prior / (1 - prior))

/**
 * The head at its start: box predictors are the parent's; so is the column of a class the parent knows. A class of its own starts at
 * the score 0.01 everywhere (T. Lin et al., "Focal Loss for Dense Object Detection", ICCV 2017, section 4.1).
 */
export function createSsdHead(order: HeadOrder): SsdHead {
  const { maps, anchors, columns: parentColumns } = ssdPredictors(order.graph)
  const columns = detectionColumns(order)
  const boxColumns = boxColumnsOf[order.classes.kept]
  const layout = ssdLayout({ maps: maps.map(({ classes, shapes, size }) => ({ channels: classes.channels, shapes, cells: size * size })), columns: columns.learning, boxColumns })
  const base = new Float32Array(layout.at(-1)?.end ?? 0)
  for (const [map, place] of layout.entries()) {
    const { classes, boxes, shapes } = maps[map]!
    const start = startingClasses({ classes, shapes }, columns.startsFrom, parentColumns)
    base.set(start.weights, place.classWeights)
    base.set(start.biases, place.classBiases)
    if (boxColumns === 0) continue
    base.set(boxes.weights, place.boxWeights)
    base.set(boxes.biases, place.boxBiases)
  }
  const columnWeights = Array<number>(columns.learning).fill(1)
  for (const [index, column] of columns.ofClass.entries()) if (column !== null) columnWeights[column] = order.classWeights[index] ?? 1
  return new SsdHead({
    layout,
    columns: columns.learning,
    boxColumns,
    base,
    columnWeights,
    keptClasses: columns.kept === 0 ? [] : maps.map(({ classes }) => classes),
    keptColumns: columns.kept,
    parentBoxes: maps.map(({ boxes }) => boxes),
    anchors,
  })
}

function startingClasses({ classes, shapes }: Pick<MapPredictors, 'classes' | 'shapes'>, startsFrom: readonly (number | null)[], parentColumns: number): { readonly weights: Float32Array; readonly biases: Float32Array } {
  const { channels } = classes
  const weights = new Float32Array(shapes * startsFrom.length * channels)
  const biases = new Float32Array(shapes * startsFrom.length).fill(priorLogit)
  for (let shape = 0; shape < shapes; shape++) {
    for (const [column, parent] of startsFrom.entries()) {
      if (parent === null) continue
      const row = shape * startsFrom.length + column
      const from = shape * parentColumns + parent
      weights.set(classes.weights.subarray(from * channels, (from + 1) * channels), row * channels)
      biases[row] = classes.biases[from]!
    }
  }
  return { weights, biases }
}
