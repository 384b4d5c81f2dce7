import type { BrowserFacts } from './capabilities'

/** The part of WebGPU's entrance that is asked. */
interface GpuEntrance {
  requestAdapter(): Promise<{ readonly info?: { readonly isFallbackAdapter?: boolean } } | null>
}

async function webGpuState(): Promise<BrowserFacts['webGpu']> {
  if (!('gpu' in navigator)) return 'none'
  try {
    const adapter = await (navigator.gpu as GpuEntrance).requestAdapter()
    if (adapter === null) return 'no-adapter'
    return adapter.info?.isFallbackAdapter === true ? 'software' : 'adapter'
  } catch {
    // Browsers on whose graphics driver WebGPU is blocked throw instead of answering.
    return 'no-adapter'
  }
}

/** Asks this browser. */
export async function browserFacts(): Promise<BrowserFacts> {
  return {
    isSecure: isSecureContext,
    isIsolated: crossOriginIsolated,
    cores: navigator.hardwareConcurrency,
    webGpu: await webGpuState(),
    canWait: 'Suspending' in WebAssembly,
    hasCameraApi: 'mediaDevices' in navigator && typeof navigator.mediaDevices.getUserMedia === 'function',
  }
}

/** The part of Client Hints that names a phone. */
interface ClientHints {
  getHighEntropyValues(names: readonly string[]): Promise<{ readonly model?: string }>
}

/** Model of the phone; null where the browser does not tell, as over plain http and on iPhones. */
export async function phoneModel(): Promise<string | null> {
  if (!('userAgentData' in navigator)) return null
  const { model } = await (navigator.userAgentData as ClientHints).getHighEntropyValues(['model'])
  return model === undefined || model === '' ? null : model.slice(0, 80)
}
