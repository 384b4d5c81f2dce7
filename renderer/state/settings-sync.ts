import type { Settings } from '#core/contract/project'
import type { EngineClient } from '#core/contract/index'
import { useDisplay, type Display } from './display'
import { takeKeys, useKeyMap } from './key-map'
import { setSort, useLibraryView } from './library-view'
import { presentError } from './notices'

const saveDelayMs = 400

/** The settings that a display stands for; what is null keeps its default. */
function settingsOf({ railCollapsed, inspectorHidden, runModelIds, ...rest }: Display): Settings {
  return {
    ...rest,
    ...(railCollapsed === null ? {} : { railCollapsed }),
    ...(inspectorHidden === null ? {} : { inspectorHidden }),
    ...(runModelIds === null ? {} : { runModelIds: [...runModelIds] }),
  }
}

/** None is said too: keys may have been reset. */
function rememberedKeys(): Record<string, string> {
  return { ...useKeyMap.getState().changed }
}

/** The values that were really set. */
function known(settings: Settings): Partial<Display> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

/** Takes over the remembered settings; what was never set stays as it is. */
export async function loadSettings(engine: EngineClient): Promise<void> {
  const { sortBy, sortDirection, actionKeys, ...display } = await engine.call('settings.get', {})
  useDisplay.setState(known(display))
  if (actionKeys !== undefined) takeKeys(actionKeys)
  const { sort } = useLibraryView.getState()
  // Disagreement is one of two models, which are chosen anew.
  const by = sortBy === undefined || sortBy === 'disagreement' ? sort.by : sortBy
  setSort({ ...sort, by, direction: sortDirection ?? sort.direction })
}

/** Remembers every later change, a moment after the last one and at the latest when the window goes. */
export function rememberSettings(engine: EngineClient): void {
  let timer = 0
  const write = (): void => {
    timer = 0
    const { sort } = useLibraryView.getState()
    engine.call('settings.set', { ...settingsOf(useDisplay.getState()), actionKeys: rememberedKeys(), sortBy: sort.by, sortDirection: sort.direction }).catch(presentError)
  }
  const save = (): void => {
    clearTimeout(timer)
    timer = window.setTimeout(write, saveDelayMs)
  }
  window.addEventListener('pagehide', () => {
    if (timer === 0) return
    clearTimeout(timer)
    write()
  })
  useDisplay.subscribe(save)
  useKeyMap.subscribe(save)
  useLibraryView.subscribe((view, before) => {
    if (view.sort !== before.sort) save()
  })
}
