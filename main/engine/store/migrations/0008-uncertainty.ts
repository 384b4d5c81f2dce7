import { boxUncertainty } from '#core/metrics/box-uncertainty'
import type { Connection } from '../connection'

/**
 * Uncertainty of boxes is worked out anew from the stored scores. That of masks is the mean entropy of the pixels, which a
 * stored mask no longer tells: until the model runs again these answers have none.
 */
export function uncertainty(connection: Connection): void {
  connection.run("UPDATE predictions SET uncertainty = NULL WHERE model_key IN (SELECT model_key FROM models WHERE task = 'segmentation')")
  const answers = connection.column<number>(
    "SELECT prediction_id FROM predictions WHERE status = 'done' AND model_key IN (SELECT model_key FROM models WHERE task = 'detection')",
  )
  for (const predictionId of answers) {
    const scores = connection.column<number>('SELECT score FROM predicted_boxes WHERE prediction_id = ?', [predictionId])
    connection.run('UPDATE predictions SET uncertainty = ? WHERE prediction_id = ?', [boxUncertainty(scores), predictionId])
  }
}
