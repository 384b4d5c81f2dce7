import { useQueryClient } from '@tanstack/react-query'
import { useEngineAccess } from './engine-context'
import { useLibraryView } from './library-view'
import { goTo, setJobsOpen, useNavigation } from './navigation'
import { presentError } from './notices'
import { chooseNone } from './photo-selection'
import { loadSettings } from './settings-sync'
import { shell } from './shell'

/** Opening another project: everything that belongs to the last one is forgotten. */
export function useProjects() {
  const client = useQueryClient()
  const { engine, labels } = useEngineAccess()
  const change = async (choose: () => Promise<boolean>): Promise<void> => {
    try {
      if (!(await choose())) return
      useLibraryView.setState({ filter: {} })
      chooseNone()
      labels.reset()
      goTo('library')
      useNavigation.setState({ reviewPhotoId: null })
      setJobsOpen(false)
      await client.resetQueries()
      await loadSettings(engine)
    } catch (error) {
      presentError(error)
    }
  }
  return {
    openProject: () => change(() => shell().openProject()),
    newProject: () => change(() => shell().newProject()),
  }
}
