import type { ClassId, Label, LabelClass } from '#core/model/label'
import type { SizePx } from '#core/model/photo'
import type { Task } from '#core/model/prediction'
import { labelKey } from '../../canvas/label-key'
import { boundsOf, runMaskOf } from '../../canvas/label-shape'
import type { Finding } from '../../canvas/scene'
import { polygonArea } from '../../canvas/shapes/polygon-shape'
import type { ComparedObject } from './differences'

/** What a model of each task can say, and so what of the labels is compared with it. */
const labelKinds: Readonly<Record<Task, readonly Label['geometry']['kind'][]>> = {
  classification: ['tag'],
  detection: ['box'],
  segmentation: ['mask', 'polygon'],
}

/** The labels that a model of the task could have predicted. */
export function comparableLabels(labels: readonly Label[], task: Task): readonly Label[] {
  return labels.filter(({ geometry }) => labelKinds[task].includes(geometry.kind))
}

export function objectsOfFindings(findings: readonly Finding[]): readonly ComparedObject[] {
  return findings.map(({ key, kind, name, score, rect }) => ({ key, kind, name, score, rect }))
}

/** Labels as compared objects; masks and outlines of one class together, since a model tells classes of pixels, not objects. */
export function objectsOfLabels(labels: readonly Label[], classById: ReadonlyMap<ClassId, LabelClass>, photo: SizePx): readonly ComparedObject[] {
  const objects: ComparedObject[] = []
  const areas = new Map<ClassId, ComparedObject>()
  for (const { id, classId, geometry } of labels) {
    const name = classById.get(classId)?.name ?? ''
    const key = labelKey(id)
    if (geometry.kind === 'tag') objects.push({ key, kind: 'tag', name, score: null, rect: null })
    else if (geometry.kind === 'box') objects.push({ key, kind: 'box', name, score: null, rect: boundsOf(geometry) })
    else {
      const areaPx = geometry.kind === 'mask' ? runMaskOf(geometry.mask).area() : polygonArea(geometry)
      const known = areas.get(classId)
      const score = (known?.score ?? 0) + areaPx / Math.max(1, photo.width * photo.height)
      areas.set(classId, { key: known?.key ?? key, kind: 'area', name, score, rect: null })
    }
  }
  return [...objects, ...areas.values()]
}
