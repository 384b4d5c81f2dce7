import { useEffect } from 'react'
import { useAddFolders } from '../state/add-folders'
import { runAction, runKey, useAction } from '../state/actions'
import { annotatePaths } from '../state/annotate-paths'
import { toggleDisplay } from '../state/display'
import { useEngineAccess } from '../state/engine-context'
import { beginExchange } from '../state/exchange'
import { hasOpenLayer, isPressable, isTyping } from '../state/key-target'
import { goTo, openDialog, setJobsOpen, useNavigation } from '../state/navigation'
import { presentError } from '../state/notices'
import { useProjects } from '../state/projects'
import { shell, usesCommandKey } from '../state/shell'

/** What can be done wherever one is. */
export function useGlobalActions({ hasPhotos }: { readonly hasPhotos: boolean }): void {
  const { choose } = useAddFolders()
  const { openProject, newProject } = useProjects()
  useAction('folder.add', choose)
  useAction('annotate.start', () => openDialog('annotate'), { enabled: hasPhotos })
  useAction('jobs.toggle', () => setJobsOpen(!useNavigation.getState().jobsOpen))
  useAction('view.boxes', () => toggleDisplay('showBoxes'))
  useAction('view.masks', () => toggleDisplay('showMasks'))
  useAction('view.tags', () => toggleDisplay('showTags'))
  useAction('page.library', () => goTo('library'))
  useAction('page.review', () => goTo('review'), { enabled: hasPhotos })
  useAction('classes.open', () => openDialog('classes'), { enabled: hasPhotos })
  useAction('steps.open', () => openDialog('steps'), { enabled: hasPhotos })
  useAction('labels.import', () => beginExchange('import'))
  useAction('labels.export', () => beginExchange('export'), { enabled: hasPhotos })
  useAction('page.dataset', () => goTo('dataset'))
  useAction('page.models', () => goTo('models'))
  useAction('page.tune', () => goTo('tune'))
  useAction('page.phones', () => goTo('phones'))
  useAction('page.settings', () => goTo('settings'))
  useAction('project.new', () => void newProject())
  useAction('project.open', () => void openProject())
  useAction('palette.open', () => openDialog('palette'))
  useAction('shortcuts.open', () => openDialog('shortcuts'))
}

/** Runs actions for keys and for entries of the native menu. */
export function useActionInput(): void {
  useEffect(() => {
    const commandKey = usesCommandKey()
    let layerWasOpen = false
    // Before a menu or panel closes itself on this very key.
    const beforeKeyDown = (): void => {
      layerWasOpen = hasOpenLayer()
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      // A tooltip takes Escape for itself; the person meant what is below it.
      if (layerWasOpen || (event.defaultPrevented && event.key !== 'Escape')) return
      const withMod = commandKey ? event.metaKey : event.ctrlKey
      const editsText = withMod && ['a', 'c', 'v', 'x', 'z'].includes(event.key.toLowerCase())
      if (isTyping(event.target) && (!withMod || editsText)) return
      if ((event.key === 'Enter' || event.key === ' ') && !withMod && isPressable(event.target)) return
      if (runKey(event, commandKey)) event.preventDefault()
    }
    window.addEventListener('keydown', beforeKeyDown, { capture: true })
    window.addEventListener('keydown', onKeyDown)
    const stopMenu = shell().onMenuCommand((command) => {
      const field = document.activeElement
      if (command === 'photo.select-all' && field instanceof HTMLInputElement && isTyping(field)) field.select()
      else if (!hasOpenLayer()) runAction(command)
    })
    return () => {
      window.removeEventListener('keydown', beforeKeyDown, { capture: true })
      window.removeEventListener('keydown', onKeyDown)
      stopMenu()
    }
  }, [])
}

/** Adds and annotates the folders that the app was started with or is handed later. */
export function useOpenedPaths(): void {
  const { engine } = useEngineAccess()
  useEffect(() => {
    const annotate = (paths: readonly string[]): void => {
      if (paths.length > 0) annotatePaths(engine, paths).catch(presentError)
    }
    annotate(startPaths.splice(0))
    return shell().onOpenPaths(annotate)
  }, [engine])
}

/** Taken once, however often the window's parts are mounted. */
const startPaths = [...shell().start.paths]
