import type { LabelFormat } from '#core/formats/labels/label-format'
import { readYolo } from './read'
import { yoloNames } from './read-as'
import { sniffYolo } from './sniff'
import { writeYolo, yoloDetectCapabilities, yoloSegmentCapabilities } from './write'

export const yoloDetect: LabelFormat = {
  id: 'yolo-detect',
  name: yoloNames.boxes,
  sniff: sniffYolo,
  read: readYolo,
  writer: { capabilities: yoloDetectCapabilities, write: writeYolo('yolo-detect') },
}

/** Read by the reader of boxes: rows of both kinds may stand in one file. */
export const yoloSegment: LabelFormat = {
  id: 'yolo-segment',
  name: yoloNames.polygons,
  sniff: sniffYolo,
  read: readYolo,
  writer: { capabilities: yoloSegmentCapabilities, write: writeYolo('yolo-segment') },
}
