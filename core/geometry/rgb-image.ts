/** 8-bit sRGB pixels, three channels interleaved, rows top to bottom, already upright. */
export interface RgbImage {
  readonly width: number
  readonly height: number
  /** width * height * 3 bytes. */
  readonly data: Uint8Array
}
