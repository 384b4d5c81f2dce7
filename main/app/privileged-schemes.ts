import { protocol } from 'electron'

/** Makes app:// and photo:// count as secure, standard origins. Must run before the app is ready. */
export function registerPrivilegedSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges },
    { scheme: 'photo', privileges: { ...privileges, corsEnabled: true } },
  ])
}
