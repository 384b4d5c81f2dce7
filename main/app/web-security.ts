import { app, type Session, type WebContents } from 'electron'

/** The whole app is local; a request for anything else is a fault or an attack. */
const networkAddresses = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] }

/** True for addresses of the app's own page. */
export function isPageAddress(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'app:' && new URL(url).host === 'bundle'
}

/** Refuses permissions, devices, downloads and every network request of a session. */
export function lockSession(session: Session, log: (text: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    log(`permission ${permission} refused`)
    decide(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}))
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event, item) => {
    log(`download of ${item.getURL()} refused`)
    event.preventDefault()
  })
  session.webRequest.onBeforeRequest(networkAddresses, ({ url }, decide) => {
    log(`request for ${url} refused`)
    decide({ cancel: true })
  })
}

/** Keeps every page where it is: no navigation away, no new windows, no webviews. */
export function lockEveryPage(log: (text: string) => void): void {
  app.on('web-contents-created', (_event, contents) => lockPage(contents, log))
}

function lockPage(contents: WebContents, log: (text: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (isPageAddress(event.url)) return
    log(`navigation to ${event.url} refused`)
    event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    log(`new window for ${url} refused`)
    return { action: 'deny' }
  })
}
