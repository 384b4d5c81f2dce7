import { net, type Session } from 'electron'
import { pathToFileURL } from 'node:url'
import type { EngineLink } from './engine-link'
import { photoResponder } from './photo-responder'

/** Serves photo://thumbnail/ID and photo://view/ID with the files that the engine names. */
export function servePhotos(session: Session, engine: EngineLink): void {
  const respond = photoResponder({
    find: ({ photoId, variant }, signal) => engine.repeatableCall('photo.file', { photoId, variant }, signal),
    open: (path, signal) => net.fetch(pathToFileURL(path).href, { signal }),
  })
  session.protocol.handle('photo', respond)
}
