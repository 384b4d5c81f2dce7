import type { DatasetStatistics } from '#core/contract/datasets'
import type { PhotoScope } from '#core/contract/filter'
import { labelBounds } from '#core/formats/project/label-bounds'
import { classBalance, HeatMapCounter, HistogramCounter } from '#core/metrics/dataset-counts'
import type { ClassId, Label, LabelKind, LabelOrigin } from '#core/model/label'
import type { Photo } from '#core/model/photo'
import type { ReviewState } from '#core/model/review-state'
import type { Store } from '../../store/store'
import { photosInTurns, scopeIds } from './scope-photos'

const heatMapCells = 32
const perPhotoEdges = [0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 1000]
const sidePxEdges = [0, 256, 512, 1024, 1536, 2048, 3072, 4096, 6144, 8192, 16384]
const areaEdges = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8, 1]

/** Numbers about the labels of a selection. `beforeEach` is called between batches and throws when the caller has gone. */
export async function datasetStatistics(store: Store, scope: PhotoScope, beforeEach: () => void): Promise<DatasetStatistics> {
  const counter = new StatisticsCounter()
  for await (const photos of photosInTurns(store, scopeIds(store, scope), beforeEach)) {
    for (const photo of photos) counter.add(photo, store.labels.ofPhoto(photo.id))
  }
  return counter.finish(store)
}

interface ClassCount {
  labels: number
  photos: number
}

class StatisticsCounter {
  readonly #states: Record<ReviewState, number> = { unreviewed: 0, 'in-progress': 0, reviewed: 0, 'reviewed-empty': 0 }
  readonly #kinds: Record<LabelKind, number> = { tag: 0, box: 0, polygon: 0, mask: 0 }
  readonly #origins: Record<LabelOrigin['kind'], number> = { person: 0, model: 0, import: 0 }
  readonly #classes = new Map<ClassId, ClassCount>()
  readonly #perPhoto = new HistogramCounter(perPhotoEdges)
  readonly #sides = new HistogramCounter(sidePxEdges)
  readonly #areas = new HistogramCounter(areaEdges)
  readonly #positions = new HeatMapCounter(heatMapCells, heatMapCells)
  #photos = 0
  #labelled = 0
  #labels = 0

  add(photo: Photo, labels: readonly Label[]): void {
    this.#photos++
    this.#states[photo.reviewState]++
    if (labels.length > 0) this.#labelled++
    this.#perPhoto.add(labels.length)
    if (photo.width > 0) this.#sides.add(Math.max(photo.width, photo.height))
    for (const label of labels) this.#addLabel(photo, label)
    for (const classId of new Set(labels.map((label) => label.classId))) this.#countOf(classId).photos++
  }

  #addLabel(photo: Photo, { classId, geometry, origin }: Label): void {
    this.#labels++
    this.#kinds[geometry.kind]++
    this.#origins[origin.kind]++
    this.#countOf(classId).labels++
    const bounds = photo.width > 0 && photo.height > 0 ? labelBounds(geometry) : null
    if (bounds === null) return
    this.#areas.add((bounds.width * bounds.height) / (photo.width * photo.height))
    this.#positions.add(bounds, photo)
  }

  #countOf(classId: ClassId): ClassCount {
    const known = this.#classes.get(classId)
    if (known !== undefined) return known
    const count = { labels: 0, photos: 0 }
    this.#classes.set(classId, count)
    return count
  }

  finish(store: Store): DatasetStatistics {
    const classes = store.classes.list().map(({ id, name, color }) => ({ classId: id, name, color, ...this.#countOf(id) }))
    return {
      photos: this.#photos,
      photosByReviewState: this.#states,
      labelledPhotos: this.#labelled,
      labels: this.#labels,
      labelsByKind: this.#kinds,
      labelsByOrigin: this.#origins,
      classes,
      balance: classBalance(classes.map(({ labels }) => labels)),
      labelsPerPhoto: this.#perPhoto.finish(),
      photoSidesPx: this.#sides.finish(),
      labelAreas: this.#areas.finish(),
      positions: this.#positions.finish(),
    }
  }
}
