import type { StateAdvice } from '#core/model/phone'
import type { PhoneMeasurement } from '#core/model/phone-measurement'

/** A network this computer is in; a phone in the same one can reach the address. */
export interface NetworkInterface {
  /** As the system calls it, e.g. wlan0. */
  readonly name: string
  /** IPv4. */
  readonly address: string
}

/** How a phone comes to the page: through the cable and adb, or over a network by a code to scan. */
export type PhonePageWay = { readonly kind: 'phone'; readonly serial: string } | { readonly kind: 'network'; readonly address: string }

/** `preparing` while the bundle is written; `waiting` for the first phone; `connected` once one has come, from when on no other may. */
export const phonePageStates = ['closed', 'preparing', 'waiting', 'connected'] as const
export type PhonePageState = (typeof phonePageStates)[number]

/** Why a page is closed. */
export const phonePageEnds = ['not-opened', 'asked', 'time-out', 'unplugged', 'failed'] as const
export type PhonePageEnd = (typeof phonePageEnds)[number]

/** A QR code for an SVG: dark modules are squares of one unit, the quiet zone is inside the view box. */
export interface QrPicture {
  /** Side of the view box, in modules. */
  readonly side: number
  /** `d` of a path to be filled dark on a light ground. */
  readonly path: string
}

/** The phone that has come. */
export interface PageVisitor {
  /** What the browser tells, e.g. "Pixel 8, Chrome 130" or "iPhone, Safari 18". */
  readonly name: string
  /** Its address; of a phone at the cable this computer's own. */
  readonly address: string
  readonly connectedAtMs: number
}

/** The page for the phone's browser as the window shows it. */
export interface PhonePageView {
  readonly state: PhonePageState
  /** What is, and what to do next; one sentence each. */
  readonly advice: StateAdvice
  readonly way: PhonePageWay | null
  readonly models: readonly { readonly modelId: string; readonly name: string }[]
  /** While preparing: the job that does it. */
  readonly jobId: number | null
  /** To be opened on the phone; null when it is closed, or while preparing. */
  readonly url: string | null
  /** The address as a code to scan; null at the cable, where the page opens by itself. */
  readonly qr: QrPicture | null
  /** When it closes by itself unless the phone uses it before. */
  readonly closesAtMs: number | null
  readonly visitor: PageVisitor | null
  /** Other phones and wrong addresses that were turned away. */
  readonly turnedAway: number
  /** What came back, newest last. */
  readonly measurements: readonly PhoneMeasurement[]
  /** Photos and formats that could not be prepared. */
  readonly leftOut: readonly { readonly what: string; readonly reason: string }[]
}

/** The page closes by itself when no phone has used it for so long. */
export const pageIdleMs = 10 * 60_000

const closedAdvice: Readonly<Record<PhonePageEnd, StateAdvice>> = {
  'not-opened': { sentence: 'No page is open for phones.', next: 'Choose a model and a way, then open the page.' },
  asked: { sentence: 'The page is closed.', next: 'Open it again for another phone.' },
  'time-out': { sentence: 'The page was closed: no phone used it for 10 minutes.', next: 'Open it again.' },
  unplugged: { sentence: 'The page was closed: the phone was unplugged.', next: 'Plug it in and open the page again.' },
  failed: { sentence: 'The page could not be opened.', next: 'Read why among the jobs, then try again.' },
}

const waitingAdvice: Readonly<Record<PhonePageWay['kind'], StateAdvice>> = {
  phone: { sentence: 'The page was opened on the phone.', next: 'Unlock the phone; if no browser came up, open the address below in Chrome on the phone.' },
  network: { sentence: 'The page waits for a phone.', next: 'Join the same network with the phone, point its camera at the code and tap the link. The first phone that opens it is let in, no other. If the link does not open, a firewall on this computer keeps the phone out.' },
}

/** What is to be told of a page, by its state. */
export const phonePageAdvice = {
  closed: (end: PhonePageEnd): StateAdvice => closedAdvice[end],
  preparing: (): StateAdvice => ({ sentence: 'The model and its golden photos are prepared.', next: 'Wait a moment.' }),
  waiting: (kind: PhonePageWay['kind']): StateAdvice => waitingAdvice[kind],
  connected: (visitor: string, results: number): StateAdvice => ({
    sentence: `Connected: ${visitor}.${results === 0 ? '' : ` ${results === 1 ? 'One result' : `${results} results`} arrived.`}`,
    next: results === 0 ? 'Tap “Measure” on the phone, or choose a photo there.' : 'The figures are kept with those of other phones. They are the browser’s: an app is faster.',
  }),
} as const
