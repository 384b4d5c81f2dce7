/** What a browser says about itself that decides how a model can run in it. */
export interface BrowserFacts {
  readonly isSecure: boolean
  readonly isIsolated: boolean
  readonly cores: number
  /** `adapter`: WebGPU can be used; `software`: without the graphics chip, slower than WebAssembly; `no-adapter`: not at all; `none`: not there. */
  readonly webGpu: 'adapter' | 'software' | 'no-adapter' | 'none'
  /** WebAssembly can wait for promises (JSPI), which ONNX Runtime needs for WebGPU. */
  readonly canWait: boolean
  readonly hasCameraApi: boolean
}

export type ProviderId = 'WASM' | 'WebGPU'

/** One way to run a model. */
export interface RunChoice {
  readonly provider: ProviderId
  readonly threads: number
  readonly label: string
}

/** Something a browser allows, or the reason why not. */
export interface Ability {
  readonly name: 'Threads' | 'WebGPU' | 'Live camera'
  readonly isThere: boolean
  readonly sentence: string
}

export interface Capabilities {
  /** The best first; plain WASM is always among them. */
  readonly choices: readonly RunChoice[]
  readonly abilities: readonly Ability[]
}

/** More threads than this slow small models down on phones, whose other cores are slow ones. */
const mostThreads = 4

const insecure = 'the page came over the network without https; over the cable it is allowed'

function threadsAbility({ isSecure, isIsolated, cores }: BrowserFacts): Ability {
  const isThere = isIsolated && cores > 1
  const why = !isSecure ? insecure : !isIsolated ? 'the browser does not isolate the page' : 'the browser tells of one core only'
  return { name: 'Threads', isThere, sentence: isThere ? `Up to ${Math.min(mostThreads, cores)} threads.` : `One thread: ${why}.` }
}

const whyNoWebGpu: Readonly<Record<BrowserFacts['webGpu'], string>> = {
  adapter: 'this browser is too old for ONNX Runtime’s use of it',
  software: 'the browser would play the graphics chip, slower than without',
  'no-adapter': 'the browser finds no graphics chip for it',
  none: 'this browser does not have it',
}

function webGpuAbility({ isSecure, webGpu, canWait }: BrowserFacts): Ability {
  const isThere = webGpu === 'adapter' && canWait
  const why = isSecure ? whyNoWebGpu[webGpu] : insecure
  return { name: 'WebGPU', isThere, sentence: isThere ? 'The graphics chip can be used.' : `No WebGPU: ${why}.` }
}

function cameraAbility({ isSecure, hasCameraApi }: BrowserFacts): Ability {
  const isThere = isSecure && hasCameraApi
  const why = isSecure ? 'this browser has no access to one' : insecure
  return { name: 'Live camera', isThere, sentence: isThere ? 'The camera can be shown live.' : `No live camera: ${why}. “Take a photo” works all the same.` }
}

/** What the browser allows, and of what it does not the reason. */
export function capabilitiesOf(facts: BrowserFacts): Capabilities {
  const threads = threadsAbility(facts)
  const webGpu = webGpuAbility(facts)
  const count = Math.min(mostThreads, facts.cores)
  const choices: RunChoice[] = [{ provider: 'WASM', threads: 1, label: 'WASM, 1 thread' }]
  if (threads.isThere) choices.unshift({ provider: 'WASM', threads: count, label: `WASM, ${count} threads` })
  if (webGpu.isThere) choices.unshift({ provider: 'WebGPU', threads: 1, label: 'WebGPU' })
  return { choices, abilities: [threads, webGpu, cameraAbility(facts)] }
}
