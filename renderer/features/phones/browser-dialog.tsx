import { useState } from 'react'
import { phonePageAdvice, type PhonePageView, type PhonePageWay } from '#core/model/phone-page'
import { closeDialog } from '../../state/navigation'
import { useModels } from '../../state/queries'
import { Button } from '../../ui/button'
import { ChoiceList } from '../../ui/choice-list'
import { Dialog } from '../../ui/dialog'
import { formatMeasured } from '../../ui/format'
import { ModelPicker, useChosenModel } from './delivery-form'
import { parityText } from '../../state/parity-text'
import { PhoneJob } from './phone-job'
import styles from './phones-page.module.css'
import { usePhonesView } from './phones-view'
import { usePageClosedAtEnd, usePageInterfaces, usePhoneCommands, usePhonePage, usePhones } from './queries'

const closedView: Pick<PhonePageView, 'state' | 'advice'> = { state: 'closed', advice: phonePageAdvice.closed('not-opened') }

/** A page for the browser of any phone, open as long as this dialog is. */
export function BrowserDialog() {
  const { data: view } = usePhonePage()
  const ways = useWays()
  const [chosenWay, setChosenWay] = useState<string | null>(null)
  const goldenCount = usePhonesView((phones) => phones.goldenCount)
  const { chosen } = useChosenModel()
  const { openPage, closePage } = usePhoneCommands()
  usePageClosedAtEnd()
  const way = ways.find(({ value }) => value === chosenWay) ?? ways[0]
  const { state, advice } = view ?? closedView
  const isOpen = state !== 'closed'

  const open = (): void => {
    if (chosen === null || way === undefined) return
    const golden = { kind: 'sample', scope: { kind: 'filter', filter: {} }, count: goldenCount, seed: 1 } as const
    openPage.mutate({ way: way.way, modelIds: [chosen.card.id], golden, threshold: 0.3 })
  }

  return (
    <Dialog
      title="In a phone’s browser"
      onClose={closeDialog}
      footer={
        <>
          <Button onClick={closeDialog}>Close</Button>
          {isOpen ? (
            <Button onClick={() => closePage.mutate({})}>Close the page</Button>
          ) : (
            <Button look="primary" disabled={chosen === null || way === undefined || openPage.isPending} onClick={open}>
              Open the page
            </Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        <p role="status">
          <strong>{advice.sentence}</strong> {advice.next}
        </p>
        {isOpen && view !== undefined ? (
          <OpenPage view={view} />
        ) : (
          <>
            <ModelPicker />
            {way === undefined ? (
              <p className={styles.soft}>No phone is attached and this computer is in no network.</p>
            ) : (
              <ChoiceList label="How the phone reaches this computer" value={way.value} choices={ways} onChange={setChosenWay} />
            )}
            <p className={styles.soft}>The phone runs the model itself; its photos stay on it. Figures are those of its browser, which is slower than an app. In a network the page is open to the first phone that scans the code, until this dialog is closed or no phone used it for ten minutes.</p>
          </>
        )}
      </div>
    </Dialog>
  )
}

function useWays(): readonly { readonly value: string; readonly label: string; readonly fact: string; readonly way: PhonePageWay }[] {
  const phones = usePhones().data?.phones ?? []
  const interfaces = usePageInterfaces().data ?? []
  return [
    ...phones
      .filter(({ state }) => state === 'ready')
      .map(({ serial, model }) => ({ value: `phone ${serial}`, label: `${model ?? serial}, through adb`, fact: 'secure, with all threads', way: { kind: 'phone', serial } as const })),
    ...interfaces.map(({ name, address }) => ({ value: `network ${address}`, label: `The network of ${name}`, fact: address, way: { kind: 'network', address } as const })),
  ]
}

function OpenPage({ view }: { readonly view: PhonePageView }) {
  const { titleOf } = useModels()
  return (
    <>
      {view.jobId !== null && <PhoneJob jobId={view.jobId} />}
      {view.qr !== null && (
        <svg className={styles.qr} viewBox={`0 0 ${view.qr.side} ${view.qr.side}`} role="img" aria-label="Code to scan with the phone" shapeRendering="crispEdges">
          <rect width={view.qr.side} height={view.qr.side} fill="#fff" />
          <path d={view.qr.path} fill="#000" />
        </svg>
      )}
      {view.url !== null && <p className={styles.address}>{view.url}</p>}
      {view.turnedAway > 0 && <p className={styles.soft}>{view.turnedAway === 1 ? 'One other request was turned away.' : `${view.turnedAway} other requests were turned away.`}</p>}
      {view.measurements.length > 0 && (
        <ul className={styles.notes} aria-label="Results">
          {view.measurements.map(({ id, phone, modelId, p50Ms, p90Ms, provider, threads, parity }) => (
            <li key={id}>{`${titleOf(modelId)} on ${phone}: p50 ${formatMeasured(p50Ms)} ms, p90 ${formatMeasured(p90Ms)} ms, ${provider}, ${threads === 1 ? '1 thread' : `${threads} threads`}; ${parityText(parity)}`}</li>
          ))}
        </ul>
      )}
      {view.leftOut.map(({ what, reason }) => (
        <p key={what} className={styles.soft}>{`Left out: ${what}. ${reason}`}</p>
      ))}
    </>
  )
}
