import { useEngineQuery } from '../../state/engine-query'
import { notify, presentError } from '../../state/notices'
import { shell } from '../../state/shell'
import { useCommand } from '../../state/use-command'
import { formatMegabytes } from '../../ui/format'

export function useDiagnostics() {
  return useEngineQuery('diagnostics.get', {})
}

/** What can be done with the project file. */
export function useProjectCare() {
  const check = useCommand('project.check')
  const backup = useCommand('project.backup')
  const compact = useCommand('project.compact')
  return {
    check,
    isBusy: check.isPending || backup.isPending || compact.isPending,
    backup: (): void =>
      void shell()
        .chooseBackupFile()
        .then((path) => {
          if (path === null) return
          backup.mutate({ path }, { onSuccess: ({ bytes }) => notify(`Backup saved, ${formatMegabytes(bytes)}`) })
        }, presentError),
    compact: (): void =>
      compact.mutate(
        {},
        { onSuccess: ({ bytesBefore, bytesAfter }) => notify(`The project now takes ${formatMegabytes(bytesAfter)}, before ${formatMegabytes(bytesBefore)}`) },
      ),
  }
}
