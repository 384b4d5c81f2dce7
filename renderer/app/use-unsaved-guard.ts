import { useEffect } from 'react'
import { useLabelSession } from '../state/label-queries'
import { notify } from '../state/notices'

/** Closing again within this time means it. */
const meantMs = 8000

/** Keeps the window open once when edits cannot be written at the moment: closing it would lose them. */
export function useUnsavedGuard(): void {
  const session = useLabelSession()
  useEffect(() => {
    let askedMs = -Infinity
    const onBeforeUnload = (event: BeforeUnloadEvent): void => {
      const { trouble, unsavedIds } = session.store.getState().saving
      if (trouble === null || unsavedIds.size === 0 || performance.now() - askedMs < meantMs) return
      askedMs = performance.now()
      event.preventDefault()
      notify('Some changes are not saved yet. Close again to leave without them.')
    }
    window.addEventListener('beforeunload', onBeforeUnload)
    return () => window.removeEventListener('beforeunload', onBeforeUnload)
  }, [session])
}
