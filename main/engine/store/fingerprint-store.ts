import { fingerprintOf, type Fingerprint } from '#core/duplicates/fingerprint'
import type { PhotoId } from '#core/model/photo'
import type { Connection } from './connection'

export interface FingerprintedPhoto {
  readonly id: PhotoId
  readonly contentHash: string
  /** null for a picture without detail, undefined when it was not worked out yet. */
  readonly bits: Fingerprint | null | undefined
}

/** What photos look like, by their content. */
export class FingerprintStore {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** In the order asked; photos that were never read are left out. */
  ofPhotos(photoIds: ArrayLike<PhotoId>, method: number): FingerprintedPhoto[] {
    return this.#connection
      .all<{ id: PhotoId; contentHash: string; isKnown: number; bits: Uint8Array | null }>(
        `SELECT photos.photo_id AS id, photos.content_hash AS contentHash, fingerprints.content_hash IS NOT NULL AS isKnown, bits
         FROM json_each(?) AS asked CROSS JOIN photos ON photos.photo_id = asked.value
         LEFT JOIN fingerprints ON fingerprints.content_hash = photos.content_hash AND fingerprints.method = ?
         WHERE photos.content_hash IS NOT NULL ORDER BY asked.key`,
        [JSON.stringify(Array.from(photoIds)), method],
      )
      .map(({ id, contentHash, isKnown, bits }) => ({ id, contentHash, bits: isKnown === 0 ? undefined : bits === null ? null : fingerprintOf(bits) }))
  }

  /** Photos that can be decoded and whose content has no fingerprint yet, one for each content. */
  pending(photoIds: ArrayLike<PhotoId>, method: number): PhotoId[] {
    return this.#connection.column<number>(
      `SELECT min(photos.photo_id) FROM json_each(?) AS asked CROSS JOIN photos ON photos.photo_id = asked.value
       LEFT JOIN fingerprints ON fingerprints.content_hash = photos.content_hash AND fingerprints.method = ?
       WHERE photos.content_hash IS NOT NULL AND photos.state = 'present' AND fingerprints.content_hash IS NULL
       GROUP BY photos.content_hash ORDER BY 1`,
      [JSON.stringify(Array.from(photoIds)), method],
    )
  }

  put(contentHash: string, method: number, bits: Uint8Array | null): void {
    this.#connection.run(
      'INSERT INTO fingerprints (content_hash, method, bits) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET method = excluded.method, bits = excluded.bits',
      [contentHash, method, bits],
    )
  }
}
