import { useAction } from '../../state/actions'
import { notify, presentError } from '../../state/notices'
import { shell } from '../../state/shell'
import { diagnosticsText } from './diagnostics-text'
import { useDiagnostics } from './queries'

/** Provides "Copy diagnostics" from everywhere. */
export function useCopyDiagnostics(): void {
  const { data } = useDiagnostics()
  useAction(
    'diagnostics.copy',
    () => {
      if (data === undefined) return
      void shell()
        .copyText(diagnosticsText(data))
        .then(() => notify('Diagnostics copied'), presentError)
    },
    { enabled: data !== undefined },
  )
}
