import { loadJpegTurbo } from './load-jpeg-turbo'
import { loadSharp, type SharpBuild } from './load-sharp'

/** Which decoders are in use, for the diagnostics page. */
export interface DecoderInfo {
  readonly libvips: { readonly build: SharpBuild; readonly sharp: string; readonly vips: string; readonly fallbackReason: string | null }
  readonly jpegTurbo: { readonly available: boolean; readonly version: string | null; readonly reason: string | null }
  /** HEIC always goes through WebAssembly. */
  readonly heic: 'wasm'
}

/** Loads the decoders, if not loaded yet, and tells which builds of them run. */
export function decoderInfo(): DecoderInfo {
  const { sharp, build, fallbackReason } = loadSharp()
  const turbo = loadJpegTurbo()
  return {
    libvips: { build, sharp: sharp.versions.sharp ?? 'unknown', vips: sharp.versions.vips, fallbackReason },
    jpegTurbo: turbo.available
      ? { available: true, version: turbo.version, reason: null }
      : { available: false, version: null, reason: turbo.reason },
    heic: 'wasm',
  }
}
