import type { Theme } from '#core/contract/shell'
import { useDisplay } from './display'
import { presentError } from './notices'
import { shell } from './shell'

function show(theme: Theme): void {
  if (theme === 'system') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.setAttribute('data-theme', theme)
  shell().setTheme(theme).catch(presentError)
}

/** Keeps the page and the native parts in the chosen theme. */
export function followTheme(): void {
  show(useDisplay.getState().theme)
  useDisplay.subscribe(({ theme }, before) => {
    if (theme !== before.theme) show(theme)
  })
}
