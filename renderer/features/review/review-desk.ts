import type { ClassId, Label, LabelGeometry } from '#core/model/label'
import type { SizePx } from '#core/model/photo'
import type { ReviewState } from '#core/model/review-state'
import { labelKey } from '../../canvas/label-key'
import type { Finding } from '../../canvas/scene'
import { movedBox, resizedBox } from '../../canvas/shapes/box-shape'
import { movedPolygon } from '../../canvas/shapes/polygon-shape'
import type { LabelSession } from '../../state/labels/label-session'
import { photoEdit, type EditParts } from '../../state/labels/photo-edit'
import { openDialog } from '../../state/navigation'
import { notify, presentError } from '../../state/notices'
import { acceptedLabel, withoutCovered, type AcceptSources } from './accepted-labels'
import type { ReviewEngine } from './queries'
import { changedLabel, keyAfter, objectKeys, selectedObject, steppedKey, type ReviewScene, type Selected } from './review-scene'
import { say, selectObject, takeClass, toggleHiddenLabel, useReviewView } from './review-view'

/** Keys pressed again within this time belong to one gesture. */
const gestureMs = 700

/** What a person can do to the photo on the desk, whatever asks for it: a key, a button, a tool. */
export class ReviewDesk {
  private current: ReviewScene | null = null
  private readonly accepting = new Set<string>()
  private gesture = { name: '', lastMs: 0, count: 0 }

  constructor(
    private readonly session: LabelSession,
    private readonly engine: ReviewEngine,
  ) {}

  /** The photo on the desk; null while there is none. */
  put(scene: ReviewScene | null): void {
    this.current = scene
  }

  scene(): ReviewScene | null {
    return this.current
  }

  selected(): Selected | null {
    return this.current === null ? null : selectedObject(this.current, useReviewView.getState().selectedKey)
  }

  step(direction: 1 | -1): void {
    if (this.current !== null) selectObject(steppedKey(objectKeys(this.current), useReviewView.getState().selectedKey, direction))
  }

  /** The class of new labels: the one in use, else the first. */
  activeClass(): ClassId | null {
    const { classId } = useReviewView.getState()
    const classes = this.current?.classes ?? []
    return classes.find(({ id }) => id === classId)?.id ?? classes[0]?.id ?? null
  }

  nameOf(classId: ClassId): string {
    return this.current?.classById.get(classId)?.name ?? 'label'
  }

  /** Accepts the selected prediction and goes to the next one; without a selection the first one is selected. */
  accept(): boolean {
    const selected = this.selected()
    if (selected?.kind === 'ghost') {
      void this.acceptFindings([selected.ghost], 'one')
      return true
    }
    const first = this.current?.ghosts[0]
    if (selected !== null || first === undefined) return false
    selectObject(first.key)
    return true
  }

  acceptPhoto(): void {
    if (this.current !== null) void this.acceptFindings(this.current.ghosts, 'all')
  }

  /** Refuses the selected prediction, or deletes the selected label. */
  refuse(): boolean {
    const { current } = this
    const selected = this.selected()
    if (selected === null || current === null) return false
    if (selected.kind === 'label') {
      this.remove(selected.label)
      return true
    }
    const { ghost } = selected
    this.edit({ verdicts: [{ modelId: ghost.modelId, rank: ghost.rank, verdict: 'refused' }] }, `Refuse ${ghost.name}`)
    selectObject(keyAfter(current.ghosts, ghost.key))
    return true
  }

  remove(label: Label, title = 'Delete'): void {
    if (label.locked) {
      notify('The label is locked.')
      return
    }
    this.edit({ remove: [label.id] }, `${title} ${this.nameOf(label.classId)}`)
    selectObject(null)
  }

  putLabel(label: Label, title: string): void {
    const known = this.current?.content.labels.some(({ id }) => id === label.id) ?? false
    this.edit({ put: [known ? changedLabel(label, {}) : label] }, `${title} ${this.nameOf(label.classId)}`)
  }

  /** Gives the selection this class, toggles the tag when nothing is selected, or takes the class for drawing. */
  chooseClass(classId: ClassId): void {
    takeClass(classId)
    const selected = this.selected()
    if (selected?.kind === 'label') this.reclass(selected.label, classId)
    else if (selected?.kind === 'ghost') void this.acceptFindings([selected.ghost], 'one', { classId })
    else if (useReviewView.getState().tool === 'select') this.toggleTag(classId)
  }

  toggleTag(classId: ClassId): void {
    const known = this.current?.content.labels.find((label) => label.classId === classId && label.geometry.kind === 'tag')
    if (known !== undefined) this.edit({ remove: [known.id] }, `Take off tag ${this.nameOf(classId)}`)
    else this.edit({ put: this.freshLabels(classId, { kind: 'tag' }) }, `Tag ${this.nameOf(classId)}`)
  }

  /** A label of the class in use that is not kept yet; asks for a class when the project has none. */
  newLabel(geometry: LabelGeometry): Label | null {
    const classId = this.activeClass()
    if (classId !== null) return this.freshLabels(classId, geometry)[0] ?? null
    notify('Add a class first.')
    openDialog('classes')
    return null
  }

  /** Accepts a prediction with an outline that a person gave it. */
  correct(ghost: Finding, geometry: LabelGeometry): void {
    void this.acceptFindings([ghost], 'one', { geometry })
  }

  toggleLock(): boolean {
    const selected = this.selected()
    if (selected?.kind !== 'label') return false
    const { label } = selected
    this.edit({ put: [{ ...label, locked: !label.locked }] }, `${label.locked ? 'Unlock' : 'Lock'} ${this.nameOf(label.classId)}`)
    return true
  }

  toggleHidden(): boolean {
    const selected = this.selected()
    if (selected?.kind !== 'label') return false
    toggleHiddenLabel(selected.label.id)
    return true
  }

  /** Puts the same label into the next photo, as a person's, and stays here. */
  async copyToNext(): Promise<void> {
    const { current } = this
    const selected = this.selected()
    if (current?.nextId === undefined || selected?.kind !== 'label') return
    const { nextId } = current
    const { label } = selected
    await this.session.load(nextId)
    const copy: Label = { ...label, id: crypto.randomUUID(), photoId: nextId, origin: { kind: 'person' } }
    this.session.edit(photoEdit(nextId, { put: [copy] }), { title: `Duplicate ${this.nameOf(label.classId)}` })
    notify(`Duplicated ${this.nameOf(label.classId)} to the next photo.`)
  }

  /** Moves the selected label by photo pixels. */
  nudge(deltaX: number, deltaY: number): boolean {
    return this.reshape('Move', (geometry, photo) => {
      if (geometry.kind === 'box') return { kind: 'box', ...movedBox(geometry, deltaX, deltaY, photo) }
      return geometry.kind === 'polygon' ? movedPolygon(geometry, deltaX, deltaY, photo) : null
    })
  }

  /** Moves the right and bottom edge of the selected box by photo pixels. */
  grow(deltaX: number, deltaY: number): boolean {
    return this.reshape('Resize', (geometry, photo) => {
      if (geometry.kind !== 'box') return null
      return { kind: 'box', ...resizedBox(geometry, { horizontal: 'right', vertical: 'bottom' }, deltaX, deltaY, photo) }
    })
  }

  setState(wanted: ReviewState): void {
    if (this.current === null) return
    const { reviewState, labels } = this.current.content
    if (wanted === 'reviewed-empty' && labels.length > 0) {
      notify('The photo has labels: it is not empty.')
      return
    }
    const next = reviewState === wanted ? 'in-progress' : wanted
    this.edit({ reviewState: next }, next === 'reviewed' ? 'Mark as reviewed' : next === 'reviewed-empty' ? 'Mark as empty' : 'Mark as in progress')
  }

  undo(): void {
    const title = this.current === null ? null : this.session.undo(this.current.card.photo.id)
    say(title === null ? 'Nothing to undo in this photo' : `Undone: ${title}`)
  }

  redo(): void {
    const title = this.current === null ? null : this.session.redo(this.current.card.photo.id)
    say(title === null ? 'Nothing to redo in this photo' : `Done again: ${title}`)
  }

  edit(parts: EditParts, title: string, gesture?: string): void {
    if (this.current === null) return
    this.session.edit(photoEdit(this.current.card.photo.id, parts), { title, ...(gesture === undefined ? {} : { gesture }) })
    say(title)
  }

  /** The project class of a prediction, made when there is none yet. */
  async classOf({ modelId, classIndex }: Pick<Finding, 'modelId' | 'classIndex'>): Promise<ClassId> {
    return this.current?.meaningOf(modelId, classIndex) ?? (await this.engine.ensureClass(modelId, classIndex)).id
  }

  private reclass(label: Label, classId: ClassId): void {
    if (label.locked) notify('The label is locked.')
    else if (label.classId !== classId) this.edit({ put: [changedLabel(label, { classId })] }, `Change to ${this.nameOf(classId)}`)
  }

  private freshLabels(classId: ClassId, geometry: LabelGeometry): Label[] {
    if (this.current === null) return []
    return [
      { id: crypto.randomUUID(), photoId: this.current.card.photo.id, classId, geometry, origin: { kind: 'person' }, locked: false, group: null, attributes: {} },
    ]
  }

  /**
   * Gives the selection the outline that `change` makes of it, null leaves it. Quick repetitions with the same title and part
   * are one step. False when there was nothing to do.
   */
  reshape(title: string, change: (geometry: LabelGeometry, photo: SizePx) => LabelGeometry | null, part = ''): boolean {
    const selected = this.selected()
    if (selected === null || this.current === null) return false
    const { photo } = this.current.card
    if (selected.kind === 'ghost') {
      const { ghost } = selected
      const geometry = ghost.rect === null ? null : change({ kind: 'box', ...ghost.rect }, photo)
      if (geometry !== null) this.correct(ghost, geometry)
      return geometry !== null
    }
    const { label } = selected
    const geometry = label.locked ? null : change(label.geometry, photo)
    if (geometry === null) return label.locked
    this.edit({ put: [changedLabel(label, { geometry })] }, `${title} ${this.nameOf(label.classId)}`, this.gestureOf(`${title} ${part} ${label.id}`))
    return true
  }

  /** A name that stays the same while the same key is held or hit in quick succession. */
  private gestureOf(name: string): string {
    const nowMs = performance.now()
    const isSame = name === this.gesture.name && nowMs - this.gesture.lastMs < gestureMs
    this.gesture = { name, lastMs: nowMs, count: isSame ? this.gesture.count : this.gesture.count + 1 }
    return `${name} ${this.gesture.count}`
  }

  private async acceptFindings(findings: readonly Finding[], amount: 'one' | 'all', change: Partial<Pick<Label, 'classId' | 'geometry'>> = {}): Promise<void> {
    const scene = this.current
    const fresh = findings.filter(({ key }) => !this.accepting.has(key))
    if (scene === null || fresh.length === 0) return
    for (const { key } of fresh) this.accepting.add(key)
    const sources: AcceptSources = {
      classOf: (finding) => (change.classId === undefined ? this.classOf(finding) : Promise.resolve(change.classId)),
      mask: (modelId) => this.engine.mask(scene.card.photo.id, modelId),
      newId: () => crypto.randomUUID(),
    }
    try {
      const accepted: (readonly [Finding, Label])[] = []
      for (const finding of fresh) accepted.push([finding, await acceptedLabel(scene, finding, sources)])
      const kept = amount === 'all' ? withoutCovered(scene.content.labels, accepted) : accepted
      const changed = Object.keys(change).length > 0
      const put = kept.map(([, label]) => (changed ? changedLabel(label, change) : label))
      const title = amount === 'one' ? `${changed ? 'Correct' : 'Accept'} ${fresh[0]?.name ?? ''}` : `Accept ${kept.length} predictions`
      this.session.edit(
        photoEdit(scene.card.photo.id, { put, verdicts: kept.map(([{ modelId, rank }]) => ({ modelId, rank, verdict: 'accepted' })) }),
        { title },
      )
      say(title)
      this.selectAfter(scene, fresh, put, changed)
    } catch (error) {
      presentError(error)
    } finally {
      for (const { key } of fresh) this.accepting.delete(key)
    }
  }

  /** What was corrected stays in hand; after a plain accept comes the next prediction. */
  private selectAfter(scene: ReviewScene, findings: readonly Finding[], put: readonly Label[], changed: boolean): void {
    const [finding] = findings
    const [label] = put
    if (this.current?.card.photo.id !== scene.card.photo.id || finding === undefined) return
    if (changed && label !== undefined) selectObject(labelKey(label.id))
    else selectObject(findings.length === 1 ? keyAfter(scene.ghosts, finding.key) : null)
  }
}
