import { element } from './element'
import type { ShownPhoto } from './read-photo'

/** The camera's live picture, until it is stopped. */
export class LiveCamera {
  readonly video: HTMLVideoElement
  readonly #stream: MediaStream

  private constructor(stream: MediaStream) {
    this.#stream = stream
    this.video = element('video', { playsinline: '', muted: '', 'aria-label': 'Camera' })
    this.video.muted = true
    this.video.srcObject = stream
  }

  /** Throws Error with a sentence to show when the person or the browser does not allow it. */
  static async start(): Promise<LiveCamera> {
    try {
      const camera = new LiveCamera(await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false }))
      await camera.video.play()
      return camera
    } catch (error) {
      throw new Error(`The camera cannot be shown (${error instanceof Error ? error.message : String(error)}). “Take a photo” works all the same.`, { cause: error })
    }
  }

  /** What the camera sees once the browser has drawn and taken what was tapped: a run on one thread gives it no time for that. */
  async frame(): Promise<ShownPhoto> {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
    const size = { width: this.video.videoWidth, height: this.video.videoHeight }
    const canvas = document.createElement('canvas')
    canvas.width = size.width
    canvas.height = size.height
    canvas.getContext('2d')?.drawImage(this.video, 0, 0)
    return { source: canvas, size }
  }

  stop(): void {
    for (const track of this.#stream.getTracks()) track.stop()
  }
}
