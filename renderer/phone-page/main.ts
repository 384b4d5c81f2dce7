import { pageSessionPath, type PageSession } from '#core/bundle/page-exchange'
import { browserCard } from './browser-card'
import { browserFacts } from './browser-facts'
import { capabilitiesOf } from './capabilities'
import { choiceCard } from './choice-card'
import { element } from './element'
import { fetchOwn } from './fetch-bytes'
import { KeepCard } from './keep-card'
import { MeasureCard } from './measure-card'
import { ModelHolder } from './model-holder'
import { PhotoCard } from './photo-card'

function showPage(page: HTMLElement, session: PageSession, { choices, abilities }: ReturnType<typeof capabilitiesOf>): void {
  const [model] = session.models
  const [choice] = choices
  if (model === undefined || choice === undefined) throw new Error('The computer shows no model.')
  const holder = new ModelHolder(model, choice)
  const missing = abilities.filter(({ name, isThere }) => !isThere && name !== 'Live camera').map(({ sentence }) => sentence)
  const photo = new PhotoCard(holder, session.threshold, abilities.some(({ name, isThere }) => name === 'Live camera' && isThere) ? 'live' : 'photos')
  const keep = new KeepCard(holder)
  const changed = (): void => {
    photo.modelChanged()
    keep.modelChanged(holder)
  }
  page.replaceChildren(
    choiceCard(holder, session.models, choices, changed),
    photo.node,
    new MeasureCard(holder, missing).node,
    browserCard(abilities),
    keep.node,
    element('footer', {}, `Mobilabel ${session.appVersion}. Photos stay on this phone; only figures go to the computer.`),
  )
}

/** Says so without the computer once the page was seen; only secure pages may. */
async function prepareOffline(): Promise<void> {
  if (isSecureContext && 'serviceWorker' in navigator) await navigator.serviceWorker.register('/offline-worker.js')
}

const page = document.querySelector<HTMLElement>('#page') ?? document.body
try {
  const session = (await (await fetchOwn(pageSessionPath)).json()) as PageSession
  showPage(page, session, capabilitiesOf(await browserFacts()))
  await prepareOffline()
} catch (error) {
  page.prepend(element('p', { class: 'fault', role: 'alert' }, error instanceof Error ? error.message : String(error)))
}
