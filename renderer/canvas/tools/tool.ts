import type { PointPx } from '#core/geometry/orientation'
import type { Label, LabelGeometry, LabelId } from '#core/model/label'
import type { SizePx } from '#core/model/photo'
import type { PackedMask } from '#core/model/prediction'
import type { SpanPatch } from '../mask/run-mask'
import type { Frame } from '../photo-view'
import type { Finding } from '../scene'

export const toolIds = ['select', 'box', 'polygon', 'brush', 'eraser', 'polygon-fill', 'flood'] as const
export type ToolId = (typeof toolIds)[number]

/** Where the pointer is in the photo, and what is held. `slackPx`: how far in photo pixels a person may miss. */
export interface ToolPointer {
  readonly point: PointPx
  readonly slackPx: number
  readonly shift: boolean
  readonly alt: boolean
}

/** From press to release. Nothing is kept before `end`; `cancel` leaves everything as it was. */
export interface Gesture {
  move(pointers: readonly ToolPointer[]): void
  end(): void
  cancel(): void
}

/** What a tool asks of the photo it works on. */
export interface ToolHost {
  readonly photo: SizePx
  /** Labels that are shown. */
  labels(): readonly Label[]
  /** Boxes of predictions that are shown. */
  ghosts(): readonly Finding[]
  selectedLabel(): Label | null
  selectedGhost(): Finding | null
  select(key: string | null): void
  /** A label of the class in use, not kept yet; null when there is no class, which the person is then told. */
  newLabel(geometry: LabelGeometry): Label | null
  /** The mask label that strokes go into; null starts a new one. */
  maskTarget(): Label | null
  brushRadiusPx(): number
  colorOf(label: Label): string
  /** The predicted class of every pixel, if a model made one and it is shown. */
  predictedMask(): PackedMask | null
  /** Draws this label instead of the one with its id. null shows all labels as they are. */
  preview(label: Label | null): void
  /** Leaves a label out because the tool paints it itself. null shows all. */
  conceal(id: LabelId | null): void
  /** One undoable step. */
  put(label: Label, title: string): void
  remove(label: Label, title: string): void
  /** Accepts a prediction with another outline. */
  correct(ghost: Finding, geometry: LabelGeometry): void
  /** Takes a piece of a predicted segment into the mask in work, or makes a label of it. */
  takeSegment(classIndex: number, piece: SpanPatch): void
  /** Has the tool painted again. */
  repaint(): void
}

/** One way to use the pointer. */
export interface Tool {
  readonly id: ToolId
  /** How the keyboard presses: `hold` until pressed again, or a `click`. */
  readonly keyPress: 'hold' | 'click'
  /** The tool is put away: what is unfinished is dropped. */
  exit(): void
  /** Drops what is unfinished; false when there was nothing. */
  cancel(): boolean
  /** The button goes down; null leaves the drag to panning. */
  press(pointer: ToolPointer): Gesture | null
  hover(pointer: ToolPointer | null): void
  /** True when the tool has a use for it. */
  doubleClick(): boolean
  /** Ends what is unfinished; false when there was nothing. */
  finish(): boolean
  /** Takes back the last part of what is unfinished; false when there was nothing. */
  stepBack(): boolean
  paint(context: CanvasRenderingContext2D, frame: Frame): void
  /** Name of a CSS cursor for this place. */
  cursorAt(pointer: ToolPointer): string
}
