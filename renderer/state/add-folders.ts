import { presentError } from './notices'
import { shell } from './shell'
import { useCommand } from './use-command'

/** The ways photos come into the project. */
export function useAddFolders() {
  const { mutate, isPending } = useCommand('folder.add')
  const add = (paths: readonly string[]): void => {
    const known = paths.filter((path) => path !== '')
    if (known.length > 0) mutate({ paths: known })
  }
  return {
    isPending,
    add,
    /** Folders or files dropped on the window. */
    addDropped: (files: readonly File[]): void => add(files.map((file) => shell().pathForFile(file))),
    choose: (): void => void shell().chooseFolders().then(add, presentError),
    addSamples: (): void =>
      void shell()
        .samplePhotosFolder()
        .then((path) => add([path]), presentError),
  }
}
