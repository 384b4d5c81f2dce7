import type { PhotoAnswer } from '#core/contract/photos'
import type { RectPx } from '#core/geometry/rect'
import type { Task } from '#core/model/prediction'

/** One thing a model found in a photo, ready to be listed and drawn. */
export interface Finding {
  /** Stable within one photo. */
  readonly key: string
  readonly kind: 'tag' | 'box' | 'area'
  readonly modelId: string
  /** Place in the model's answer, class index of an area: what a verdict names. */
  readonly rank: number
  readonly classIndex: number
  readonly name: string
  /** Score of a tag or box, share of the photo's pixels of an area; 0..1 both. */
  readonly score: number
  /** Upright photo pixels; only boxes have one. */
  readonly rect: RectPx | null
}

/** What the person wants to see of all findings. */
export interface SceneView {
  readonly threshold: number
  /** null shows every model. */
  readonly modelId: string | null
  readonly hiddenNames: ReadonlySet<string>
  /** Shows this class alone. */
  readonly soloName: string | null
}

/** Gives the class name of a position in a model's label list. */
export type NameOf = (modelId: string, classIndex: number) => string

/** The class that says "nothing here" is no finding. */
const backgroundName = 'background'

/** Tags speak of the whole photo, boxes of objects, areas of pixels: from the whole to the parts. */
const taskOrder: Readonly<Record<Task, number>> = { classification: 0, detection: 1, segmentation: 2 }

/** The answers from the whole to the parts, whatever order the models are in. */
export function inTaskOrder(answers: readonly PhotoAnswer[]): readonly PhotoAnswer[] {
  return [...answers].sort((a, b) => taskOrder[a.task] - taskOrder[b.task] || a.modelId.localeCompare(b.modelId))
}

/** How a finding is named within its photo; `order` is its place in the answer. */
export function findingKey(modelId: string, kind: Finding['kind'], order: number): string {
  return `${modelId}:${kind}:${order}`
}

/** Every finding of every successful answer: tags, then boxes, then areas, each best first. */
export function findingsOf(answers: readonly PhotoAnswer[], nameOf: NameOf): readonly Finding[] {
  return inTaskOrder(answers).filter((answer) => answer.status === 'done').flatMap((answer) => findingsOfAnswer(answer, nameOf))
}

function findingsOfAnswer(answer: PhotoAnswer, nameOf: NameOf): readonly Finding[] {
  const { modelId } = answer
  const finding = (kind: Finding['kind'], order: number, index: number, score: number, rect: RectPx | null): Finding => ({
    key: findingKey(modelId, kind, order),
    kind,
    modelId,
    rank: kind === 'area' ? index : order,
    classIndex: index,
    name: nameOf(modelId, index),
    score,
    rect,
  })
  return [
    ...answer.tags.map((tag, order) => finding('tag', order, tag.index, tag.score, null)),
    ...answer.boxes.map((box, order) => finding('box', order, box.index, box.score, { x: box.x, y: box.y, width: box.width, height: box.height })),
    ...answer.areas.map((area, order) => finding('area', order, area.index, area.fraction, null)).filter(({ name }) => name !== backgroundName),
  ]
}

/** Areas have a share instead of a score, so the threshold leaves them alone. */
export function passesThreshold(finding: Finding, threshold: number): boolean {
  return finding.kind === 'area' || finding.score >= threshold
}

/** True unless another class is shown alone or this one is hidden. */
export function showsName(view: Pick<SceneView, 'hiddenNames' | 'soloName'>, name: string): boolean {
  return view.soloName === null ? !view.hiddenNames.has(name) : view.soloName === name
}

/** The findings that the view lets through, in the same order. */
export function visibleFindings(findings: readonly Finding[], view: SceneView): readonly Finding[] {
  return findings.filter(
    (finding) =>
      (view.modelId === null || finding.modelId === view.modelId) && passesThreshold(finding, view.threshold) && showsName(view, finding.name),
  )
}

export interface LegendEntry {
  readonly name: string
  readonly count: number
}

/** Classes of the findings above the threshold, hidden ones included so that they can be shown again; most frequent first. */
export function legendOf(findings: readonly Finding[], view: Pick<SceneView, 'threshold' | 'modelId'>): readonly LegendEntry[] {
  const counts = new Map<string, number>()
  for (const { name } of visibleFindings(findings, { ...view, hiddenNames: new Set(), soloName: null })) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))
}
