import { notify, presentError } from '../../state/notices'
import { shell } from '../../state/shell'
import { usePhoneCommands } from './queries'

/** Puts everything needed to find out why a phone behaves differently onto the clipboard. */
export function useCopyPhoneDiagnostics(): (serial: string | null) => void {
  const { diagnostics } = usePhoneCommands()
  return (serial) => {
    diagnostics.mutate(serial === null ? {} : { serial }, {
      onSuccess: (text) => {
        void shell().copyText(text).then(() => notify('Diagnostics copied'), presentError)
      },
    })
  }
}
