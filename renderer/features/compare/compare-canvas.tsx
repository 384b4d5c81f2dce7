import { useEffect, useRef, useState } from 'react'
import type { Photo } from '#core/model/photo'
import { CompareStage, type ComparedSide } from '../../canvas/compare-stage'
import { usePicture } from '../../canvas/use-picture'
import type { Viewport } from '../../canvas/viewport'
import styles from './compare-page.module.css'

/** Keeps several views of one photo on the same place. */
export interface ViewLink {
  join(stage: CompareStage): () => void
  moved(from: CompareStage, viewport: Viewport): void
}

export function createViewLink(): ViewLink {
  const stages = new Set<CompareStage>()
  return {
    join: (stage) => {
      stages.add(stage)
      return () => stages.delete(stage)
    },
    moved: (from, viewport) => {
      for (const stage of stages) if (stage !== from) stage.view.follow(viewport)
    },
  }
}

interface CompareCanvasProps {
  readonly title: string
  readonly photo: Photo
  readonly sides: readonly ComparedSide[]
  readonly selectedKeys: ReadonlySet<string>
  readonly link: ViewLink
  readonly onPick: (key: string | null) => void
}

/** One view of the photo with what its sides say. */
export function CompareCanvas({ title, photo, sides, selectedKeys, link, onPick }: CompareCanvasProps) {
  const frameRef = useRef<HTMLDivElement>(null)
  const photoRef = useRef<HTMLCanvasElement>(null)
  const overlayRef = useRef<HTMLCanvasElement>(null)
  const [stage, setStage] = useState<CompareStage | null>(null)

  useEffect(() => {
    if (frameRef.current === null || photoRef.current === null || overlayRef.current === null) return
    let joined: CompareStage | null = null
    const created = new CompareStage(frameRef.current, photoRef.current, overlayRef.current, {
      onPick,
      onView: (_zoom, viewport) => {
        if (joined !== null) link.moved(joined, viewport)
      },
    })
    joined = created
    const leave = link.join(created)
    setStage(created)
    return () => {
      leave()
      created.destroy()
    }
  }, [link, onPick])

  usePicture(stage?.view ?? null, photo)
  useEffect(() => stage?.setContent(sides, selectedKeys), [stage, sides, selectedKeys])

  return (
    <figure className={styles.view}>
      <figcaption>{title}</figcaption>
      <div ref={frameRef} className={styles.frame}>
        <canvas ref={photoRef} role="img" aria-label={title} />
        <canvas ref={overlayRef} aria-hidden />
      </div>
    </figure>
  )
}
