import type { HeadOrder } from '../tune-task'
import type { ClassPlan } from '../class-plan'
import type { PointwiseLayer } from '../pointwise'
import { detectionColumns } from './detection-columns'
import { SsdHead } from './ssd-head'
import { ssdLayout } from './ssd-layout'
import { ssdPredictors, type MapPredictors } from './ssd-predictors'

/** Boxes are shared by all classes: where the parent's classes stay, their boxes must stay too. */
const boxColumnsOf: Readonly<Record<ClassPlan['kept'], number>> = { replace: 4, extend: 0 }

/**
 * The head at its start: box predictors are the parent's; so is the column of a class the parent knows. A class of its own starts at
 * the mean of the columns of all the parent's classes, which tells objects of any kind from background.
 */
export function createSsdHead(order: HeadOrder): SsdHead {
  const { maps, anchors, columns: parentColumns } = ssdPredictors(order.graph)
  const columns = detectionColumns(order)
  const named = order.card.labels.map(({ id }) => id - 1)
  const boxColumns = boxColumnsOf[order.classes.kept]
  const layout = ssdLayout({ maps: maps.map(({ classes, shapes, size }) => ({ channels: classes.channels, shapes, cells: size * size })), columns: columns.learning, boxColumns })
  const base = new Float32Array(layout.at(-1)?.end ?? 0)
  for (const [map, place] of layout.entries()) {
    const { classes, boxes, shapes } = maps[map]!
    const start = startingClasses({ classes, shapes }, columns.startsFrom, parentColumns, named)
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

/** @param named columns that stand for a class, whose mean is taken for a learning column that starts from none */
function startingClasses({ classes, shapes }: Pick<MapPredictors, 'classes' | 'shapes'>, startsFrom: readonly (number | null)[], parentColumns: number, named: readonly number[]): PointwiseLayer {
  const { channels } = classes
  const weights = new Float32Array(shapes * startsFrom.length * channels)
  const biases = new Float32Array(shapes * startsFrom.length)
  for (let shape = 0; shape < shapes; shape++) {
    for (const [column, parent] of startsFrom.entries()) {
      const row = shape * startsFrom.length + column
      const sources = parent === null ? named : [parent]
      for (const source of sources) {
        const from = shape * parentColumns + source
        biases[row]! += classes.biases[from]! / sources.length
        for (let channel = 0; channel < channels; channel++) weights[row * channels + channel]! += classes.weights[from * channels + channel]! / sources.length
      }
    }
  }
  return { weights, biases }
}
