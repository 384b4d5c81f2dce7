import { BrowserWindow, session } from 'electron'
import { lockSession } from './web-security'

const scheme = 'report'
const address = `${scheme}://page/`
/** Its own styles and pictures in the text of the page, nothing else. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
const marginInches = 0.5

/**
 * A self-contained page printed as PDF on A4. The page runs no script, in a hidden window whose session loads nothing but it.
 * @param html a whole document with its styles and pictures inside
 */
export async function printPdf(html: string, log: (text: string) => void): Promise<Uint8Array> {
  // Without "persist:" nothing of it is written to disk.
  const own = session.fromPartition(`report-${crypto.randomUUID()}`)
  lockSession(own, log)
  own.protocol.handle(scheme, () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy } }))
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, javascript: false },
  })
  try {
    await window.loadURL(address)
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      margins: { top: marginInches, bottom: marginInches, left: marginInches, right: marginInches },
    })
  } finally {
    window.destroy()
  }
}
