import { powerSaveBlocker } from 'electron'
import type { MainWindow } from './main-window'
import type { WorkDisplay } from './work-indicator'

/** Electron's way to hide the bar. */
const noBar = -1

/** The dock or taskbar entry of the window, and the platform's sleep. */
export function workDisplay(window: MainWindow): WorkDisplay {
  let blocker: number | null = null
  return {
    showProgress: (fraction) => {
      if (!window.browserWindow.isDestroyed()) window.browserWindow.setProgressBar(fraction ?? noBar)
    },
    keepAwake: (wanted) => {
      if (blocker !== null) powerSaveBlocker.stop(blocker)
      blocker = wanted ? powerSaveBlocker.start('prevent-app-suspension') : null
    },
  }
}
