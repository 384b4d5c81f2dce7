/** Where an export's files go, one after another. */
export interface ExportSink {
  /** Writes one file. Throws AppError as `mapFileError` gives it. */
  add(path: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, packing: Packing): Promise<void>
  /** To be called once after the last file; everything is on the drive then. */
  finish(): Promise<void>
  /** Gives handles back after a failure. */
  abandon(): Promise<void>
}

/** `dense` for text, `plain` for bytes that are packed already, such as photos. */
export type Packing = 'dense' | 'plain'
