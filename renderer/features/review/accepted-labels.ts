import { classMask } from '#core/geometry/class-mask'
import type { ClassId, Label, LabelGeometry } from '#core/model/label'
import type { PackedMask } from '#core/model/prediction'
import { isCovered } from '#core/review/acceptable-predictions'
import type { Finding } from '../../canvas/scene'
import type { ReviewScene } from './review-scene'

/** Where the missing parts of a label come from. */
export interface AcceptSources {
  /** The class a prediction means, made when there is none yet. */
  classOf(finding: Finding): Promise<ClassId>
  mask(modelId: string): Promise<PackedMask>
  newId(): string
}

/** The label that a prediction becomes; its origin remembers the model, its file and the score. */
export async function acceptedLabel(scene: ReviewScene, finding: Finding, sources: AcceptSources): Promise<Label> {
  const { photo, answers } = scene.card
  const sha256 = answers.find(({ modelId }) => modelId === finding.modelId)?.sha256 ?? ''
  return {
    id: sources.newId(),
    photoId: photo.id,
    classId: await sources.classOf(finding),
    geometry: await geometryOf(finding, sources),
    origin: { kind: 'model', modelId: finding.modelId, sha256, score: finding.score, edited: false },
    locked: false,
    group: null,
    attributes: {},
  }
}

async function geometryOf({ kind, rect, modelId, classIndex }: Finding, { mask }: AcceptSources): Promise<LabelGeometry> {
  if (kind === 'tag' || (kind === 'box' && rect === null)) return { kind: 'tag' }
  return rect === null ? { kind: 'mask', mask: classMask(await mask(modelId), classIndex) } : { kind: 'box', ...rect }
}

/** Leaves out what a label of the photo, or one accepted before it for another class of the model, says already. */
export function withoutCovered(known: readonly Label[], accepted: readonly (readonly [Finding, Label])[]): readonly (readonly [Finding, Label])[] {
  const kept: (readonly [Finding, Label])[] = []
  for (const [finding, label] of accepted) {
    const others = kept.filter(([other]) => other.classIndex !== finding.classIndex || other.modelId !== finding.modelId).map(([, other]) => other)
    if (!isCovered(predictionOf(finding), label.classId, [...known, ...others])) kept.push([finding, label])
  }
  return kept
}

function predictionOf({ kind, rect, rank, classIndex, score }: Finding): Parameters<typeof isCovered>[0] {
  if (kind === 'box' && rect !== null) return { rank, classIndex, score, shape: { kind: 'box', box: { ...rect, index: classIndex, score } } }
  return { rank, classIndex, score, shape: { kind: kind === 'tag' ? 'tag' : 'mask' } }
}
