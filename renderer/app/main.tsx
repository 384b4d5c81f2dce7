import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AppError } from '#core/contract/errors'
import { createCardLoader } from '../state/card-loader'
import { createEngineConnection } from '../state/engine-connection'
import { followEngineEvents } from '../state/engine-events'
import { linkEngine } from '../state/engine-link'
import { LabelSession } from '../state/labels/label-session'
import { followMenuKeys } from '../state/menu-keys'
import { presentError } from '../state/notices'
import { createQueryClient } from '../state/query-client'
import { loadSettings, rememberSettings } from '../state/settings-sync'
import { followTheme } from '../state/theme'
import { App } from './app'

const engine = createEngineConnection()
const client = createQueryClient()
followEngineEvents(engine, client)
const access = { engine, cards: createCardLoader(engine), labels: new LabelSession(engine, presentError) }
linkEngine(engine, client)
  .then(() => loadSettings(engine))
  .then(() => rememberSettings(engine), presentError)
followTheme()
followMenuKeys()

const root = document.getElementById('root')
if (root === null) throw new AppError('internal', 'The page has no place for the window.')
createRoot(root).render(
  <StrictMode>
    <App access={access} client={client} />
  </StrictMode>,
)
