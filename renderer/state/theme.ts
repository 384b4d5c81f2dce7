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
  const { theme: before } = shell().start
  useDisplay.setState({ theme: before })
  show(before)
  useDisplay.subscribe(({ theme }, { theme: last }) => {
    if (theme !== last) show(theme)
  })
}
