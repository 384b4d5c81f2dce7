import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCocoInstances } from '#core/formats/labels/coco/coco-instances'
import { evaluateBoxes } from '#core/metrics/coco-boxes/evaluate-boxes'
import type { QualityCheck } from './quality-bench'
import { modelOf } from './quality-bench'

/** COCO precision of SSDLite on the val2017 part of the sample. */
export const checkDetection: QualityCheck = async (bench) => {
  const folder = join(bench.dataFolder, 'coco-sample')
  const coco = readCocoInstances(JSON.parse(await readFile(join(folder, 'instances.json'), 'utf8')))
  const ids = await readFile(join(folder, 'val2017-ids.txt'), 'utf8')
  const imageIds = new Set(ids.split(/\s+/).filter(Boolean).map(Number))
  const images = coco.images.filter((image) => imageIds.has(image.id))
  const model = modelOf(bench, 'ssdlite_mobilenet_v2_300')
  const answers = await bench.answer(
    model,
    images.map((image) => join(folder, 'images', image.fileName)),
  )
  const found = answers.flatMap(({ prediction }, index) => {
    if (prediction.task !== 'detection') throw new Error(`expected boxes, got ${prediction.task}`)
    return prediction.boxes.map((box) => ({
      imageId: images[index]?.id ?? -1,
      classId: model.card.labels[box.index]?.id ?? -1,
      rect: box,
      score: box.score,
    }))
  })
  const figures = evaluateBoxes({
    imageIds: images.map((image) => image.id),
    classIds: coco.categories.map((category) => category.id),
    truth: coco.annotations
      .filter((annotation) => imageIds.has(annotation.imageId))
      .map(({ imageId, categoryId, rect, areaPx, crowd }) => ({ imageId, classId: categoryId, rect, areaPx, crowd })),
    found,
  })
  return [
    {
      what: `SSDLite AP@[.5:.95], ${images.length} COCO photos`,
      measured: figures.ap ?? NaN,
      bar: { kind: 'at-least', value: 0.287 },
      reference: 0.2907,
    },
    { what: `SSDLite AP50, ${images.length} COCO photos`, measured: figures.ap50 ?? NaN, bar: { kind: 'at-least', value: 0.446 }, reference: 0.4512 },
  ]
}
