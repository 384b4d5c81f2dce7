/** What a folder of the evaluation data holds, counted in its files with other means; notes of records that have to be refused or changed. */
export interface ExpectedCounts {
  readonly folder: string
  readonly format: string
  readonly images: number
  readonly labels: number
  readonly refused: number
  readonly changed: number
}

const rows: readonly (readonly [string, string, number, number, number, number])[] = [
  ['coco/cvat-export', 'coco', 6, 19, 0, 0],
  // One corner lies 0.38 px below the photo.
  ['coco/labelme2coco', 'coco', 3, 12, 0, 1],
  // Two files with the same polygons; the second has a crowd as runs and a photo more.
  ['coco/polygon-rle', 'coco', 3, 4, 0, 3],
  ['coco/roboflow-tiny', 'coco', 3, 4, 0, 0],
  // Captions are refused; the 3 entries with key points are those of the instances, one stuff mask is the crowd.
  ['coco/tiny-all-tasks', 'coco', 2, 7, 3, 7],
  ['coco/tiny-all-tasks', 'coco-panoptic', 2, 3, 0, 0],
  ['coco/x-anylabeling', 'coco', 13, 49, 0, 0],
  // Read by their centre as Apple defines it, three of the four leave the photo.
  ['createml', 'createml', 3, 4, 0, 3],
  ['cvat/real', 'cvat', 6, 19, 0, 0],
  // Lines and points have no area, two shapes no label.
  ['cvat/tiny', 'cvat', 10, 8, 11, 0],
  // 25 turned rectangles, a name with the mark of its upload, two photos of the same name with other sizes; the other
  // annotation of a task is left out.
  ['label-studio/export-json', 'label-studio', 4, 30, 1, 28],
  ['label-studio/polygon-small', 'label-studio', 1, 1, 0, 0],
  ['labelme/embedded', 'labelme', 1, 4, 0, 0],
  ['labelme/embedded-only', 'labelme', 2, 7, 0, 0],
  ['labelme/polygons-group', 'labelme', 3, 18, 0, 1],
  ['labelme/primitives', 'labelme', 1, 5, 3, 1],
  ['labelme/rectangles', 'labelme', 3, 9, 0, 0],
  ['other/mask-folder', 'mask-png', 2, 4, 0, 0],
  // All but one of the boxes in both folders of VoTT lie outside their photos of 5 x 5 pixels, and one has no tag.
  ['other/vott_csv_dataset', 'csv', 4, 1, 4, 0],
  ['other/vott_json_dataset', 'vott', 3, 0, 4, 0],
  ['via/polygon-project', 'via', 1, 4, 0, 0],
  ['via/polygon-project', 'coco', 1, 4, 0, 0],
  // Every box stands in the JSON and in the CSV file.
  ['via/rects-3-exports', 'via', 6, 18, 0, 18],
  ['via/rects-3-exports', 'coco', 6, 18, 0, 0],
  ['voc-xml/odd-names', 'voc', 2, 16, 0, 0],
  ['voc-xml/official', 'voc', 6, 19, 0, 0],
  // Two boxes, a mask, and 10 of the 11 classes that lists call present; parts and actions are left out.
  ['voc-xml/tiny-full-tree', 'voc', 1, 13, 0, 2],
  ['voc-xml/x-anylabeling', 'voc', 1, 49, 0, 0],
  ['yolo/darknet', 'yolo-detect', 6, 19, 0, 0],
  ['yolo/roboflow-tiny', 'yolo-detect', 3, 4, 0, 0],
  ['yolo/ultralytics-detect-odd-names', 'yolo-detect', 2, 16, 0, 0],
  ['yolo/ultralytics-segment', 'yolo-detect', 2, 3, 0, 0],
  ['yolo/x-anylabeling', 'yolo-detect', 1, 49, 0, 0],
]

export const expectedCounts: readonly ExpectedCounts[] = rows.map(([folder, format, images, labels, refused, changed]) => ({ folder, format, images, labels, refused, changed }))
