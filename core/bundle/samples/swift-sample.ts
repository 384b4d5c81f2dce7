import type { BundleManifest } from '#core/bundle/manifest'
import { fitFacts, inputNameOf, onnxFileOf } from '#core/bundle/samples/sample-facts'

/** A class for iOS, on onnxruntime-objc. */
export function swiftSample(manifest: BundleManifest): string {
  const { inputSize, mean, std } = manifest.preprocessing
  const { shorterSide, stretches } = fitFacts(manifest)
  const file = (onnxFileOf(manifest) ?? 'models/model.onnx').split('/').at(-1) ?? ''
  const [name = 'model', extension = 'onnx'] = [file.replace(/\.[^.]+$/u, ''), file.split('.').at(-1)]
  return `// ${manifest.model.name} on iOS, with onnxruntime-objc.
// Add ${file} and labels.txt to the app. Pixels are RGBA, 8 bits, of the upright picture: draw a UIImage into a CGContext first.
import Foundation
import onnxruntime_objc

final class Model {
    private static let width = ${inputSize.width}
    private static let height = ${inputSize.height}
    private static let shorterSide = ${shorterSide}
    private static let stretches = ${stretches}
    private static let mean: [Float] = [${mean.join(', ')}]
    private static let std: [Float] = [${std.join(', ')}]

    private let environment: ORTEnv
    private let session: ORTSession
    let labels: [String]

    init() throws {
        environment = try ORTEnv(loggingLevel: .warning)
        session = try ORTSession(env: environment, modelPath: Bundle.main.path(forResource: "${name}", ofType: "${extension}")!, sessionOptions: nil)
        labels = try String(contentsOfFile: Bundle.main.path(forResource: "labels", ofType: "txt")!, encoding: .utf8).split(separator: "\\n").map(String.init)
    }

    /// All outputs by name.
    func run(rgba: [UInt8], width: Int, height: Int) throws -> [String: [Float]] {
        var input = Self.prepare(rgba: rgba, width: width, height: height)
        let data = NSMutableData(bytes: &input, length: input.count * MemoryLayout<Float>.size)
        let shape: [NSNumber] = [1, 3, NSNumber(value: Self.height), NSNumber(value: Self.width)]
        let tensor = try ORTValue(tensorData: data, elementType: .float, shape: shape)
        let outputs = try session.run(withInputs: ["${inputNameOf(manifest)}": tensor], outputNames: Set(session.outputNames()), runOptions: nil)
        return try outputs.mapValues { value in
            let bytes = try value.tensorData() as Data
            return bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        }
    }

    /// The best labels of a classifier's logits.
    func best(_ logits: [Float], count: Int = 5) -> [(label: String, score: Float)] {
        let highest = logits.max() ?? 0
        let powers = logits.map { expf($0 - highest) }
        let sum = powers.reduce(0, +)
        return zip(labels, powers).map { (label: $0, score: $1 / sum) }.sorted { $0.score > $1.score }.prefix(count).map { $0 }
    }

    private struct Weights {
        let start: Int
        let values: [Float]
    }

    private static func prepare(rgba: [UInt8], width pictureWidth: Int, height pictureHeight: Int) -> [Float] {
        var scaledWidth = width, scaledHeight = height, left = 0, top = 0
        if !stretches && shorterSide > 0 {
            let scale = Double(shorterSide) / Double(min(pictureWidth, pictureHeight))
            scaledWidth = max(width, Int(Double(pictureWidth) * scale))
            scaledHeight = max(height, Int(Double(pictureHeight) * scale))
            left = Int((Double(scaledWidth - width) / 2).rounded())
            top = Int((Double(scaledHeight - height) / 2).rounded())
        } else if !stretches {
            let scale = min(Double(width) / Double(pictureWidth), Double(height) / Double(pictureHeight))
            scaledWidth = max(1, Int((Double(pictureWidth) * scale).rounded()))
            scaledHeight = max(1, Int((Double(pictureHeight) * scale).rounded()))
        }
        let shownWidth = min(width, scaledWidth), shownHeight = min(height, scaledHeight)
        let columns = weights(from: pictureWidth, to: scaledWidth)
        let rows = weights(from: pictureHeight, to: scaledHeight)
        var input = [Float](repeating: 0, count: 3 * width * height)
        var lines: [Int: [Float]] = [:]
        for y in 0..<shownHeight {
            let row = rows[y + top]
            for source in row.start..<(row.start + row.values.count) where lines[source] == nil {
                lines[source] = line(rgba: rgba, width: pictureWidth, y: source, columns: columns, left: left, shown: shownWidth)
            }
            for x in 0..<shownWidth {
                for channel in 0..<3 {
                    var sum: Float = 0
                    for at in row.values.indices { sum += row.values[at] * lines[row.start + at]![3 * x + channel] }
                    let level = min(255, max(0, sum.rounded()))
                    input[(channel * height + y) * width + x] = (level / 255 - mean[channel]) / std[channel]
                }
            }
            lines = lines.filter { $0.key >= row.start }
        }
        return input
    }

    private static func line(rgba: [UInt8], width: Int, y: Int, columns: [Weights], left: Int, shown: Int) -> [Float] {
        var made = [Float](repeating: 0, count: 3 * shown)
        for x in 0..<shown {
            let column = columns[x + left]
            for channel in 0..<3 {
                var sum: Float = 0
                for at in column.values.indices { sum += column.values[at] * Float(rgba[4 * (y * width + column.start + at) + channel]) }
                made[3 * x + channel] = min(255, max(0, sum.rounded()))
            }
        }
        return made
    }

    /// A triangle filter, as wide as the reduction.
    private static func weights(from: Int, to: Int) -> [Weights] {
        let scale = Double(from) / Double(to)
        let support = max(1, scale)
        return (0..<to).map { index in
            let center = (Double(index) + 0.5) * scale
            let start = max(0, Int(center - support + 0.5))
            let end = min(from, Int(center + support + 0.5))
            let values = (start..<end).map { Float(max(0, 1 - abs((Double($0) + 0.5 - center) / support))) }
            let sum = values.reduce(0, +)
            return Weights(start: start, values: values.map { $0 / sum })
        }
    }
}
`
}
