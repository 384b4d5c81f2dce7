/** What a column of a table of labels means. */
export type CsvField =
  | 'image' | 'width' | 'height' | 'split' | 'class' | 'shape' | 'x' | 'y' | 'boxWidth' | 'boxHeight'
  | 'left' | 'top' | 'right' | 'bottom' | 'rings' | 'runs' | 'score' | 'crowd' | 'group' | 'attributes' | 'frame' | 'labels'

/** Spellings of the headings, of our own tables first, then of VoTT, TensorFlow and others. */
const headings: Readonly<Record<CsvField, readonly string[]>> = {
  image: ['image', 'filename', 'file', 'image_path', 'path', 'image_id', 'imageid'],
  width: ['image_width', 'img_width'],
  height: ['image_height', 'img_height'],
  split: ['split', 'subset'],
  class: ['class', 'label', 'class_name', 'label_name', 'name', 'category'],
  shape: ['shape'],
  x: ['x', 'bbox_x', 'left_x'],
  y: ['y', 'bbox_y', 'top_y'],
  boxWidth: ['box_width', 'bbox_width', 'w'],
  boxHeight: ['box_height', 'bbox_height', 'h'],
  left: ['xmin', 'x_min', 'x1', 'left'],
  top: ['ymin', 'y_min', 'y1', 'top'],
  right: ['xmax', 'x_max', 'x2', 'right'],
  bottom: ['ymax', 'y_max', 'y2', 'bottom'],
  rings: ['rings'],
  runs: ['mask_runs'],
  score: ['score', 'confidence'],
  crowd: ['crowd'],
  group: ['group'],
  attributes: ['attributes'],
  frame: ['pixel_frame'],
  labels: ['labels'],
}

/** Columns by meaning; null when the headings are not those of a table of labels. */
export function csvColumns(cells: readonly string[]): ReadonlyMap<CsvField, number> | null {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const columns = new Map<CsvField, number>()
  for (const [field, spellings] of Object.entries(headings) as [CsvField, readonly string[]][]) {
    const at = spellings.map((spelling) => names.indexOf(spelling)).find((index) => index >= 0)
    if (at !== undefined) columns.set(field, at)
  }
  // TensorFlow's tables call the size of the photo width and height; beside x and y they are that of the box.
  const hasCorners = columns.has('left') && columns.has('right')
  for (const [name, photo, box] of [['width', 'width', 'boxWidth'], ['height', 'height', 'boxHeight']] as const) {
    const at = names.indexOf(name)
    if (at >= 0 && !columns.has(hasCorners ? photo : box)) columns.set(hasCorners ? photo : box, at)
  }
  return columns.has('image') && columns.has('class') ? columns : null
}
