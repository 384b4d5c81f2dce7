import { resolve } from 'node:path'

const folder = resolve(import.meta.dirname, 'label-files')

interface LabelOfPhoto {
  readonly photo: string
  readonly className: string
}

/** What all files with boxes say: x, y, width, height in pixels of the upright photo. */
const boxes = [
  { photo: 'astronaut.jpg', className: 'person', numbers: [128, 0, 256, 512] },
  { photo: 'chelsea.jpg', className: 'cat', numbers: [45.25, 30, 225.5, 150] },
  { photo: 'coffee.jpg', className: 'cup', numbers: [150, 40, 300, 200] },
  { photo: 'coffee.jpg', className: 'spoon', numbers: [360.5, 240.25, 60, 100] },
  { photo: 'motorcycle.jpg', className: 'motorcycle', numbers: [50, 60.75, 640.5, 400] },
] as const

/** What all files with outlines say: x and y of the corners. */
const outlines = [
  { photo: 'chelsea.jpg', className: 'cat', numbers: [45.25, 30, 270, 42.5, 250.5, 180, 60, 170] },
  { photo: 'coffee.jpg', className: 'cup', numbers: [150, 60, 440, 60, 440.5, 230.25, 300, 260.75] },
  { photo: 'coffee.jpg', className: 'spoon', numbers: [360.5, 240.25, 420, 250, 400, 340.5] },
  { photo: 'motorcycle.jpg', className: 'motorcycle', numbers: [50, 60.75, 690, 80, 650.25, 460, 90, 440.5] },
] as const

const tags = [
  { photo: 'astronaut.jpg', className: 'person', numbers: [] },
  { photo: 'chelsea.jpg', className: 'cat', numbers: [] },
  { photo: 'coffee.jpg', className: 'cup', numbers: [] },
  { photo: 'motorcycle.jpg', className: 'motorcycle', numbers: [] },
] as const

/** What the mask PNGs show: x, y, width and height of what a class covers, and how many pixels. */
const masks = [
  { photo: 'coffee.jpg', className: 'cup', numbers: [150, 40, 300, 200], pixels: 300 * 100 + 150 * 100 },
  { photo: 'coffee.jpg', className: 'spoon', numbers: [360, 240, 60, 100], pixels: 60 * 100 },
  { photo: 'motorcycle.jpg', className: 'motorcycle', numbers: [50, 60, 640, 400], pixels: 640 * 400 - 100 * 100 },
] as const

export interface SaidLabel extends LabelOfPhoto {
  readonly kind: 'box' | 'polygon' | 'mask' | 'tag'
  readonly numbers: readonly number[]
  /** Of a mask. */
  readonly pixels?: number
}

export interface LabelFolder {
  readonly path: string
  /** As the window calls the format. */
  readonly format: string
  readonly says: readonly SaidLabel[]
  /** Ids of the formats that can hold all of it, its own included when it can be written. */
  readonly fits: readonly string[]
}

const said = {
  box: boxes.map((box) => ({ ...box, kind: 'box' as const })),
  polygon: outlines.map((outline) => ({ ...outline, kind: 'polygon' as const })),
  tag: tags.map((tag) => ({ ...tag, kind: 'tag' as const })),
  mask: masks.map((mask) => ({ ...mask, kind: 'mask' as const })),
}

const fitting = {
  box: ['coco', 'voc', 'yolo-detect', 'csv', 'labelme', 'cvat', 'via', 'createml'],
  polygon: ['coco', 'yolo-segment', 'csv', 'labelme', 'cvat', 'via'],
  tag: ['coco', 'yolo-classify', 'csv', 'labelme', 'cvat', 'via', 'createml', 'xmp'],
  mask: ['coco', 'voc', 'mask-png', 'csv', 'labelme', 'cvat'],
} as const

function labelFolder(name: string, format: string, kind: SaidLabel['kind']): LabelFolder {
  return { path: resolve(folder, name), format, says: said[kind], fits: fitting[kind] }
}

/** Small files about the sample photos in the layouts that the tools' own documentation shows. */
export const labelFolders: readonly LabelFolder[] = [
  labelFolder('coco-boxes', 'COCO JSON', 'box'),
  labelFolder('coco-outlines', 'COCO JSON', 'polygon'),
  labelFolder('voc', 'Pascal VOC', 'box'),
  labelFolder('yolo-boxes', 'YOLO boxes', 'box'),
  labelFolder('yolo-outlines', 'YOLO polygons', 'polygon'),
  labelFolder('masks', 'Mask pictures', 'mask'),
  labelFolder('csv', 'CSV table', 'box'),
  labelFolder('labelme', 'LabelMe JSON', 'polygon'),
  labelFolder('cvat', 'CVAT XML for images', 'polygon'),
  labelFolder('via', 'VIA JSON', 'box'),
  labelFolder('createml', 'Create ML JSON', 'box'),
  labelFolder('xmp', 'XMP keywords', 'tag'),
  labelFolder('label-studio', 'Label Studio JSON', 'box'),
  labelFolder('vott', 'VoTT JSON', 'box'),
]
