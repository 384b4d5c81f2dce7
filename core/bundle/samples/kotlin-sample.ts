import type { BundleManifest } from '#core/bundle/manifest'
import { fitFacts, inputNameOf, onnxFileOf } from '#core/bundle/samples/sample-facts'

const floats = (values: readonly number[]): string => values.map((value) => `${value}f`).join(', ')

/** A class for Android, on onnxruntime-android. */
export function kotlinSample(manifest: BundleManifest): string {
  const { inputSize, mean, std } = manifest.preprocessing
  const { shorterSide, stretches } = fitFacts(manifest)
  const file = (onnxFileOf(manifest) ?? 'models/model.onnx').split('/').at(-1) ?? ''
  return `// ${manifest.model.name} on Android, with com.microsoft.onnxruntime:onnxruntime-android.
// Put ${file} and labels.txt into src/main/assets. The bitmap must be upright: apply the EXIF orientation first.
import ai.onnxruntime.OnnxTensor
import ai.onnxruntime.OrtEnvironment
import ai.onnxruntime.OrtSession
import android.content.Context
import android.graphics.Bitmap
import java.nio.FloatBuffer
import kotlin.math.abs
import kotlin.math.exp
import kotlin.math.max
import kotlin.math.min
import kotlin.math.roundToInt

class Model(context: Context) : AutoCloseable {
    private val environment = OrtEnvironment.getEnvironment()
    private val session: OrtSession = environment.createSession(context.assets.open("${file}").use { it.readBytes() })
    val labels: List<String> = context.assets.open("labels.txt").bufferedReader().readLines()

    /** All outputs by name. */
    fun run(bitmap: Bitmap): Map<String, FloatArray> {
        val shape = longArrayOf(1, 3, HEIGHT.toLong(), WIDTH.toLong())
        OnnxTensor.createTensor(environment, FloatBuffer.wrap(prepare(bitmap)), shape).use { input ->
            session.run(mapOf("${inputNameOf(manifest)}" to input)).use { result ->
                return result.associate { (name, value) ->
                    val buffer = (value as OnnxTensor).floatBuffer
                    name to FloatArray(buffer.remaining()).also { buffer.get(it) }
                }
            }
        }
    }

    /** The best labels of a classifier's logits. */
    fun best(logits: FloatArray, count: Int = 5): List<Pair<String, Float>> {
        val highest = logits.maxOrNull() ?: 0f
        val powers = logits.map { exp(it - highest) }
        val sum = powers.sum()
        return powers.mapIndexed { index, power -> labels[index] to power / sum }.sortedByDescending { it.second }.take(count)
    }

    override fun close() = session.close()

    private class Weights(val start: Int, val values: FloatArray)

    private fun prepare(bitmap: Bitmap): FloatArray {
        val pixels = IntArray(bitmap.width * bitmap.height)
        bitmap.getPixels(pixels, 0, bitmap.width, 0, 0, bitmap.width, bitmap.height)
        var scaledWidth = WIDTH
        var scaledHeight = HEIGHT
        var left = 0
        var top = 0
        if (!STRETCHES && SHORTER_SIDE > 0) {
            val scale = SHORTER_SIDE.toDouble() / min(bitmap.width, bitmap.height)
            scaledWidth = max(WIDTH, (bitmap.width * scale).toInt())
            scaledHeight = max(HEIGHT, (bitmap.height * scale).toInt())
            left = ((scaledWidth - WIDTH) / 2.0).roundToInt()
            top = ((scaledHeight - HEIGHT) / 2.0).roundToInt()
        } else if (!STRETCHES) {
            val scale = min(WIDTH.toDouble() / bitmap.width, HEIGHT.toDouble() / bitmap.height)
            scaledWidth = max(1, (bitmap.width * scale).roundToInt())
            scaledHeight = max(1, (bitmap.height * scale).roundToInt())
        }
        val shownWidth = min(WIDTH, scaledWidth)
        val shownHeight = min(HEIGHT, scaledHeight)
        val columns = weights(bitmap.width, scaledWidth)
        val rows = weights(bitmap.height, scaledHeight)
        val input = FloatArray(3 * WIDTH * HEIGHT)
        val lines = HashMap<Int, FloatArray>()
        for (y in 0 until shownHeight) {
            val row = rows[y + top]
            for (source in row.start until row.start + row.values.size) {
                lines.getOrPut(source) { line(pixels, bitmap.width, source, columns, left, shownWidth) }
            }
            for (x in 0 until shownWidth) for (channel in 0..2) {
                var sum = 0f
                for (at in row.values.indices) sum += row.values[at] * lines.getValue(row.start + at)[3 * x + channel]
                val level = sum.roundToInt().coerceIn(0, 255)
                input[(channel * HEIGHT + y) * WIDTH + x] = (level / 255f - MEAN[channel]) / STD[channel]
            }
            lines.keys.removeAll { it < row.start }
        }
        return input
    }

    private fun line(pixels: IntArray, width: Int, y: Int, columns: List<Weights>, left: Int, shown: Int): FloatArray {
        val made = FloatArray(3 * shown)
        for (x in 0 until shown) {
            val column = columns[x + left]
            for (channel in 0..2) {
                var sum = 0f
                for (at in column.values.indices) {
                    sum += column.values[at] * ((pixels[y * width + column.start + at] shr (16 - 8 * channel)) and 255)
                }
                made[3 * x + channel] = sum.roundToInt().coerceIn(0, 255).toFloat()
            }
        }
        return made
    }

    /** A triangle filter, as wide as the reduction. */
    private fun weights(from: Int, to: Int): List<Weights> {
        val scale = from.toDouble() / to
        val support = max(1.0, scale)
        return List(to) { index ->
            val center = (index + 0.5) * scale
            val start = max(0, (center - support + 0.5).toInt())
            val end = min(from, (center + support + 0.5).toInt())
            val values = FloatArray(end - start) { at -> max(0.0, 1 - abs((start + at + 0.5 - center) / support)).toFloat() }
            val sum = values.sum()
            Weights(start, FloatArray(values.size) { values[it] / sum })
        }
    }

    private companion object {
        const val WIDTH = ${inputSize.width}
        const val HEIGHT = ${inputSize.height}
        const val SHORTER_SIDE = ${shorterSide}
        const val STRETCHES = ${stretches}
        val MEAN = floatArrayOf(${floats(mean)})
        val STD = floatArrayOf(${floats(std)})
    }
}
`
}
