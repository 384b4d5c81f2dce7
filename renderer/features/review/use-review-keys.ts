import { useEffect, useEffectEvent } from 'react'
import type { EditorStage } from '../../canvas/editor-stage'
import { useAction } from '../../state/actions'
import { hasOpenLayer, isPressable, isTyping, usesArrows } from '../../state/key-target'
import { arrowOf, classOfKey } from './review-keys'
import type { PolygonPoints } from './polygon-points'
import type { ReviewDesk } from './review-desk'
import { chooseTool, selectObject, stepBrush, useReviewView } from './review-view'

/** Keys that do something in the photo by where things are: arrows, Enter at the keyboard's pointer, keys of classes. */
export function useReviewKeys(desk: ReviewDesk, points: PolygonPoints, stage: EditorStage | null): void {
  const onKey = useEffectEvent((event: KeyboardEvent): boolean => {
    if (stage === null) return false
    const arrow = arrowOf(event)
    if (arrow !== null) return !usesArrows(event.target) && moveBy({ desk, points, stage }, arrow)
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'Enter' && !isPressable(event.target) && (stage.pressCrosshair() || stage.finish())) return true
    if (event.key === 'Backspace' && stage.stepBack()) return true
    const classId = classOfKey(event, desk.scene()?.classes ?? [])
    if (classId === null) return false
    desk.chooseClass(classId)
    return true
  })

  useEffect(() => {
    // On the document, so that it comes before the window's actions and they see that the key has been used.
    const listener = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || hasOpenLayer()) return
      if (onKey(event)) event.preventDefault()
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  useAction('review.cancel', () => {
    if (stage?.cancel() === true || points.release()) return true
    const { selectedKey, tool } = useReviewView.getState()
    if (selectedKey !== null) selectObject(null)
    else if (tool !== 'select') chooseTool('select')
    else return false
    return true
  })
  useAction('review.smaller-brush', () => stepBrush(-1))
  useAction('review.larger-brush', () => stepBrush(1))
}

interface Movable {
  readonly desk: ReviewDesk
  readonly points: PolygonPoints
  readonly stage: EditorStage
}

function moveBy({ desk, points, stage }: Movable, { x, y, stepPx, isAlt }: NonNullable<ReturnType<typeof arrowOf>>): boolean {
  const { tool } = useReviewView.getState()
  if (tool === 'select' || (tool === 'box' && desk.selected() !== null)) {
    if (isAlt) return desk.grow(x * stepPx, y * stepPx)
    return points.move(x * stepPx, y * stepPx) || desk.nudge(x * stepPx, y * stepPx)
  }
  if (isAlt) stage.moveCrosshair(x * stepPx, y * stepPx, 'photo')
  else stage.moveCrosshair(x * stepPx * 5, y * stepPx * 5, 'screen')
  return true
}
