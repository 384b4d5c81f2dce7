import type { TuneConcern } from '#core/contract/tune'
import type { Task } from '#core/model/prediction'
import type { TunePart } from './split/split-groups'
import type { TunePhoto } from './tune-photo'

/** Below these a class or a part tells too little. */
const fewestOfClass = 10
const leastOfClass = 2
const fewestHeldOut = 50
const mostUnbalanced = 20

/** What photos and labels are looked at with. */
export interface ConcernFacts {
  readonly photos: readonly TunePhoto[]
  readonly classes: readonly string[]
  /** Photos left out because their labels do not say what the task learns. */
  readonly ambiguousPhotos: number
  readonly task: Task
}

type Rule = (facts: ConcernFacts) => readonly TuneConcern[]

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

function ofPart(photos: readonly TunePhoto[], part: TunePart): readonly TunePhoto[] {
  return photos.filter((photo) => photo.part === part)
}

function has(photo: TunePhoto, classIndex: number): boolean {
  return photo.labels.some((label) => label.classIndex === classIndex)
}

const noPhotos: Rule = ({ photos }) =>
  ofPart(photos, 'train').length > 0
    ? []
    : [{ kind: 'no-photos', severity: 'stop', className: null, message: 'There is no reviewed photo to learn from.', hint: 'Label photos and mark them as reviewed, then train.' }]

/** Where places are learnt, the rest of a photo is what a class is told from. */
const isContrastedInPhoto: Readonly<Record<Task, boolean>> = { classification: false, detection: true, segmentation: true }

const oneClass: Rule = ({ photos, classes, task }) => {
  const found = classes.filter((_, index) => photos.some((photo) => has(photo, index)))
  const isContrasted = isContrastedInPhoto[task] || photos.some(({ labels }) => labels.length === 0)
  if (photos.length === 0 || found.length > 1 || (found.length === 1 && isContrasted)) return []
  const message = found.length === 0 ? 'None of the reviewed photos has a label of these classes.' : `All labels are "${found[0] ?? ''}": there is nothing to tell it from.`
  return [{ kind: 'one-class', severity: 'stop', className: found[0] ?? null, message, hint: 'Label photos of another class too, or mark photos without any as reviewed.' }]
}

const fewPhotos: Rule = ({ photos, classes }) =>
  classes.flatMap((className, index): TuneConcern[] => {
    const count = ofPart(photos, 'train').filter((photo) => has(photo, index)).length
    if (photos.length === 0 || count >= fewestOfClass) return []
    const severity = count < leastOfClass ? 'stop' : 'warn'
    return [{ kind: 'few-photos', severity, className, message: `"${className}" has ${plural(count, 'photo')} to learn from.`, hint: severity === 'stop' ? 'Label more of them, or leave the class out.' : `From about ${fewestOfClass} on a class is learnt reliably: label more of them.` }]
  })

const modelLabels: Rule = ({ photos }) => {
  const labelled = photos.filter(({ labels }) => labels.length > 0)
  const own = labelled.filter(({ labelSources: { person, import: imported } }) => person + imported > 0).length
  if (labelled.length === 0 || own > 0) return []
  return [{ kind: 'model-labels', severity: 'warn', className: null, message: 'All labels are answers of a model that were accepted as they were: the new model will repeat its mistakes.', hint: 'Look for mistakes among them, correct or refuse them, and train again.' }]
}

const leakage: Rule = ({ photos }) => {
  const parts = new Map<number | string, Set<TunePart>>()
  for (const { group, contentHash, part } of photos) {
    const key = group ?? contentHash
    parts.set(key, (parts.get(key) ?? new Set<TunePart>()).add(part))
  }
  const leaking = photos.filter(({ group, contentHash, part }) => part !== 'train' && parts.get(group ?? contentHash)?.has('train') === true).length
  if (leaking === 0) return []
  return [{ kind: 'leakage', severity: 'warn', className: null, message: `${plural(leaking, 'held-out photo')} ${leaking === 1 ? 'looks' : 'look'} like one that is learnt from: the measured figures flatter.`, hint: 'The split comes from the folders. Move near-duplicates into one of them.' }]
}

const smallParts: Rule = ({ photos }) =>
  (['validation', 'test'] as const).flatMap((part): TuneConcern[] => {
    const count = ofPart(photos, part).length
    if (photos.length === 0 || count >= fewestHeldOut) return []
    const kind = part === 'test' ? 'small-test' : 'small-validation'
    const purpose = part === 'test' ? 'measure on: the figures are rough, look at their intervals' : 'choose the best version by'
    if (part === 'validation' && count === 0) {
      return [{ kind, severity: 'stop', className: null, message: 'No photo is held out to choose the best version by.', hint: 'Review more photos, or hold out a larger share.' }]
    }
    return [{ kind, severity: 'warn', className: null, message: `There ${count === 1 ? 'is' : 'are'} ${plural(count, 'photo')} to ${purpose}.`, hint: `Review more photos: with ${fewestHeldOut} held out the figures begin to tell.` }]
  })

const leftOut: Readonly<Record<Task, { readonly which: string; readonly why: string; readonly hint: string }>> = {
  classification: { which: 'with several of the classes, or none,', why: 'a photo has one class here', hint: 'Choose "any number of classes" to learn from them.' },
  detection: { which: 'with tags alone', why: 'a tag tells no place', hint: 'Draw boxes around their objects.' },
  segmentation: { which: 'with boxes or tags of a class that has no outline there', why: 'they do not tell which pixels are its', hint: 'Draw masks or polygons of those objects.' },
}

const ambiguous: Rule = ({ ambiguousPhotos, task }) => {
  if (ambiguousPhotos === 0) return []
  const { which, why, hint } = leftOut[task]
  return [{ kind: 'ambiguous-photos', severity: 'warn', className: null, message: `${plural(ambiguousPhotos, 'photo')} ${which} ${ambiguousPhotos === 1 ? 'is' : 'are'} left out: ${why}.`, hint }]
}

const unbalanced: Rule = ({ photos, classes }) => {
  const counts = classes.map((_, index) => ofPart(photos, 'train').filter((photo) => has(photo, index)).length).filter((count) => count > 0)
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  if (counts.length < 2 || most < mostUnbalanced * least) return []
  return [{ kind: 'unbalanced', severity: 'warn', className: null, message: `The most frequent class has ${Math.round(most / least)} times the photos of the rarest.`, hint: 'Let every class count the same, or label more of the rare ones.' }]
}

const rules: readonly Rule[] = [noPhotos, oneClass, fewPhotos, modelLabels, leakage, smallParts, ambiguous, unbalanced]

/** What may go wrong with this data, worst first; every entry says what to do. */
export function findConcerns(facts: ConcernFacts): readonly TuneConcern[] {
  const concerns = rules.flatMap((rule) => rule(facts))
  return [...concerns.filter(({ severity }) => severity === 'stop'), ...concerns.filter(({ severity }) => severity === 'warn')]
}
