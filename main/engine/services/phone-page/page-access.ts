import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What of a request decides whether it is let in. */
export interface RequestFacts {
  readonly method: string
  /** Path with query, as it was asked for. */
  readonly path: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly cookie: string | undefined
  /** `Sec-Purpose` or `Purpose`: browsers that fetch ahead say so. */
  readonly purpose: string | undefined
}

export type Refusal = 'foreign-host' | 'foreign-origin' | 'only-fetched-ahead' | 'wrong-token' | 'taken' | 'not-let-in'

export type Admission = { readonly kind: 'guest' } | { readonly kind: 'newcomer'; readonly cookie: string } | { readonly kind: 'refused'; readonly why: Refusal }

const tokenBytes = 16
const secretBytes = 32
const entrance = '/p/'

/**
 * Who may see a page that is shown on a network: the one browser that came first with the token of the address. From then on a
 * cookie that no script and no other site can use stands for it. Requests under a name that is not ours are refused, so that
 * no other site can lead a browser here by its own name (DNS rebinding).
 */
export class PageAccess {
  readonly #host: string
  readonly #token = randomBytes(tokenBytes).toString('base64url')
  readonly #secret = randomBytes(secretBytes).toString('base64url')
  /** Cookies of one host are shared by all its ports: each page has a name of its own. */
  readonly #cookieName = `mobilabel-${randomBytes(4).toString('hex')}`
  #isTaken = false

  /** @param host name and port that browsers must ask for, e.g. 192.168.1.5:40123 */
  constructor(host: string) {
    this.#host = host
  }

  get origin(): string {
    return `http://${this.#host}`
  }

  /** The address with the token, for one browser. */
  get url(): string {
    return `${this.origin}${entrance}${this.#token}`
  }

  /** The first newcomer takes the token: it must be answered with the cookie. */
  admit(request: RequestFacts): Admission {
    if (request.host !== this.#host) return { kind: 'refused', why: 'foreign-host' }
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.origin !== this.origin) return { kind: 'refused', why: 'foreign-origin' }
    if (this.#hasCookie(request.cookie)) return { kind: 'guest' }
    if (!request.path.startsWith(entrance)) return { kind: 'refused', why: 'not-let-in' }
    if (!isEqual(request.path.slice(entrance.length), this.#token)) return { kind: 'refused', why: 'wrong-token' }
    if (this.#isTaken) return { kind: 'refused', why: 'taken' }
    if (request.method !== 'GET' || request.purpose !== undefined) return { kind: 'refused', why: 'only-fetched-ahead' }
    this.#isTaken = true
    return { kind: 'newcomer', cookie: `${this.#cookieName}=${this.#secret}; Path=/; HttpOnly; SameSite=Strict` }
  }

  #hasCookie(header: string | undefined): boolean {
    return (header ?? '').split(';').some((part) => {
      const [name = '', ...value] = part.trim().split('=')
      return name === this.#cookieName && isEqual(value.join('='), this.#secret)
    })
  }
}

/** Takes equally long whatever is equal and however long the texts are. */
function isEqual(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
