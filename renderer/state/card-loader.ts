import type { CancelSignal } from '#core/contract/cancel'
import type { EngineClient } from '#core/contract/index'
import type { PhotoCard } from '#core/contract/photos'
import type { PhotoId } from '#core/model/photo'

/** Boxes and tags below this are never drawn in the grid. */
export const cardMinimumScore = 0.05
/** One frame: everything that scrolls into view together is asked for together. */
const collectMs = 12
const largestPage = 120

export interface CardLoader {
  /** The card of one photo, null when the project no longer has it. */
  load(photoId: PhotoId, signal: CancelSignal): Promise<PhotoCard | null>
}

interface Wanted {
  readonly photoId: PhotoId
  readonly signal: CancelSignal
  resolve(card: PhotoCard | null): void
  reject(error: unknown): void
}

/** Gathers requests for single cards into pages, leaving out those that scrolled away before their page was sent. */
export function createCardLoader(engine: EngineClient): CardLoader {
  let wanted: Wanted[] = []

  async function fetchPage(page: readonly Wanted[]): Promise<void> {
    try {
      const photoIds = page.map(({ photoId }) => photoId)
      const cards = await engine.call('photo.cards', { photoIds, minimumScore: cardMinimumScore })
      const byId = new Map(cards.map((card) => [card.photo.id, card]))
      for (const entry of page) entry.resolve(byId.get(entry.photoId) ?? null)
    } catch (error) {
      for (const entry of page) entry.reject(error)
    }
  }

  function flush(): void {
    const due = wanted.filter(({ signal }) => !signal.aborted)
    wanted = []
    for (let start = 0; start < due.length; start += largestPage) void fetchPage(due.slice(start, start + largestPage))
  }

  return {
    load: (photoId, signal) =>
      new Promise((resolve, reject) => {
        if (wanted.length === 0) setTimeout(flush, collectMs)
        wanted.push({ photoId, signal, resolve, reject })
      }),
  }
}
