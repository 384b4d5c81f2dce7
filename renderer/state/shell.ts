import type { Shell } from '#core/contract/shell'

declare global {
  interface Window {
    /** Given by the preload before the page runs. */
    readonly mobilabel: Shell<File>
  }
}

/** The desktop shell around the window. */
export function shell(): Shell<File> {
  return window.mobilabel
}

/** True where Cmd takes the place of Ctrl. */
export function usesCommandKey(): boolean {
  return shell().platform === 'darwin'
}
