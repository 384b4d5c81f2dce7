import type { Task } from '#core/model/prediction'

/** A network as a paper reports it. */
export interface PaperPoint {
  readonly name: string
  /** 0..1: ImageNet top-1, COCO mAP, or VOC mIoU. */
  readonly accuracy: number
  readonly parameters: number
  readonly multiplyAdds: number
}

const million = 1e6
const billion = 1e9

/**
 * Sandler et al. 2018: table 4 (ImageNet, one crop), table 6 (COCO test-dev) and table 7 (VOC 2012 validation, one scale, output
 * stride 16). Measured on those sets, so that they tell where a network stands, not what it does on other photos.
 */
export const paperPoints: Readonly<Record<Task, readonly PaperPoint[]>> = {
  classification: [
    { name: 'MobileNetV1', accuracy: 0.706, parameters: 4.2 * million, multiplyAdds: 575 * million },
    { name: 'ShuffleNet 1.5', accuracy: 0.715, parameters: 3.4 * million, multiplyAdds: 292 * million },
    { name: 'ShuffleNet × 2', accuracy: 0.737, parameters: 5.4 * million, multiplyAdds: 524 * million },
    { name: 'NASNet-A', accuracy: 0.74, parameters: 5.3 * million, multiplyAdds: 564 * million },
    { name: 'MobileNetV2', accuracy: 0.72, parameters: 3.4 * million, multiplyAdds: 300 * million },
    { name: 'MobileNetV2 1.4', accuracy: 0.747, parameters: 6.9 * million, multiplyAdds: 585 * million },
  ],
  detection: [
    { name: 'SSD300', accuracy: 0.232, parameters: 36.1 * million, multiplyAdds: 35.2 * billion },
    { name: 'SSD512', accuracy: 0.268, parameters: 36.1 * million, multiplyAdds: 99.5 * billion },
    { name: 'YOLOv2', accuracy: 0.216, parameters: 50.7 * million, multiplyAdds: 17.5 * billion },
    { name: 'MobileNetV1 SSDLite', accuracy: 0.222, parameters: 5.1 * million, multiplyAdds: 1.3 * billion },
    { name: 'MobileNetV2 SSDLite', accuracy: 0.221, parameters: 4.3 * million, multiplyAdds: 0.8 * billion },
  ],
  segmentation: [
    { name: 'MobileNetV1 DeepLabv3', accuracy: 0.7529, parameters: 11.15 * million, multiplyAdds: 14.25 * billion },
    { name: 'MobileNetV2 DeepLabv3, ASPP', accuracy: 0.757, parameters: 4.52 * million, multiplyAdds: 5.8 * billion },
    { name: 'MobileNetV2 DeepLabv3', accuracy: 0.7532, parameters: 2.11 * million, multiplyAdds: 2.75 * billion },
    { name: 'ResNet-101 DeepLabv3', accuracy: 0.8049, parameters: 58.16 * million, multiplyAdds: 81 * billion },
  ],
}
