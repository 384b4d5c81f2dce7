import type { BundleManifest } from '#core/bundle/manifest'
import { kotlinSample } from '#core/bundle/samples/kotlin-sample'
import { readmeText } from '#core/bundle/samples/readme-text'
import { swiftSample } from '#core/bundle/samples/swift-sample'
import { webSample } from '#core/bundle/samples/web-sample'

/** A text that lies in the bundle for those who program with it. */
export interface BundleSample {
  /** Path inside the bundle. */
  readonly name: string
  write(manifest: BundleManifest): string
}

export const samples: readonly BundleSample[] = [
  { name: 'README.txt', write: readmeText },
  { name: 'samples/web/model.mjs', write: webSample },
  { name: 'samples/android/Model.kt', write: kotlinSample },
  { name: 'samples/ios/Model.swift', write: swiftSample },
]
