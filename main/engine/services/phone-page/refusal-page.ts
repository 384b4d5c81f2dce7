import { createHash } from 'node:crypto'
import type { Refusal } from './page-access'

interface RefusalText {
  readonly status: number
  readonly sentence: string
  readonly next: string
}

const scanAgain = 'Scan the code that the computer shows now.'

const texts: Readonly<Record<Refusal, RefusalText>> = {
  'foreign-host': { status: 421, sentence: 'This page is not known under this name.', next: scanAgain },
  'foreign-origin': { status: 403, sentence: 'Another site may not send anything here.', next: scanAgain },
  'only-fetched-ahead': { status: 503, sentence: 'The page is for one phone and is not fetched ahead.', next: 'Tap the link to open it.' },
  'wrong-token': { status: 403, sentence: 'This address is not valid, or not any more.', next: scanAgain },
  taken: { status: 403, sentence: 'Another phone has opened this page already.', next: 'Each code lets in one phone: close the page on the computer and open it again for this one.' },
  'not-let-in': { status: 403, sentence: 'This page is only for the phone that scanned the code.', next: scanAgain },
}

const style = ':root{color-scheme:light dark}body{font:17px/1.45 system-ui,sans-serif;max-width:30rem;margin:18vh auto;padding:0 24px;background:light-dark(#f3f4f7,#14161b);color:light-dark(#1a1e27,#e7eaf0)}h1{font-size:21px}'
const styleHash = createHash('sha256').update(style).digest('base64')

/** Lets the style of our small pages through, and nothing else at all. */
export const smallPagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

function smallPage(title: string, text: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}<title>Mobilabel</title><style>${style}</style></head><body><h1>${title}</h1><p>${text}</p></body></html>`
}

/** What a browser that is turned away shows. */
export function refusalPage(why: Refusal): { readonly status: number; readonly html: string } {
  const { status, sentence, next } = texts[why]
  return { status, html: smallPage(sentence, next) }
}

/**
 * Leads a newcomer on. A page that goes on by itself and not a redirect: after a redirect that began in another site a browser
 * would hold the strict cookie back.
 */
export function welcomePage(): string {
  return smallPage('One moment…', '<a href="/">Open the page</a>', '<meta http-equiv="refresh" content="0;url=/">')
}
