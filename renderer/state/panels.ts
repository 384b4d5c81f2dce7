import { useAction } from './actions'
import { setDisplay, useDisplay } from './display'
import { useIsNarrow } from './use-is-narrow'

/** The rail shows icons alone: as the person chose, else in narrow windows. */
export function useRailCollapsed(): boolean {
  const narrow = useIsNarrow()
  return useDisplay((display) => display.railCollapsed) ?? narrow
}

/** The inspector is out of the way: as the person chose, else in narrow windows. */
export function useInspectorHidden(): boolean {
  const narrow = useIsNarrow()
  return useDisplay((display) => display.inspectorHidden) ?? narrow
}

/** Provides "Show or hide the inspector" while the calling view is on screen. */
export function useInspectorAction(): void {
  const hidden = useInspectorHidden()
  useAction('view.inspector', () => setDisplay({ inspectorHidden: !hidden }))
}
