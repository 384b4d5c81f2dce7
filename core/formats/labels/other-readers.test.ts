import { describe, expect, it } from 'vitest'
import { readTree, textTree } from '#core/testing/label-files'
import type { PhotoFacts } from './label-format'
import { createMl } from './createml/createml'
import { csv } from './csv/csv'
import { cvat } from './cvat/cvat'
import { labelMe } from './labelme/labelme'
import { labelStudio } from './label-studio/label-studio'
import { readBrushRuns } from './label-studio/brush-runs'
import { via } from './via/via'
import { vott } from './vott/vott'
import { xmp } from './xmp/xmp'
import type { LabelFormat } from './label-format'

const facts: PhotoFacts = { stored: { width: 100, height: 50 }, orientation: 1 }

async function read(format: LabelFormat, files: Readonly<Record<string, unknown>>): Promise<{ labels: unknown[]; notes: string[] }> {
  const texts = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? content : JSON.stringify(content)]))
  const { dataset, notes } = await readTree(format, textTree(texts), { 'a.jpg': facts })
  const labels = dataset.images.flatMap((image) => image.labels.map((label) => ({ file: image.file, ...label })))
  return { labels, notes: notes.map(({ level, where }) => `${level} ${where}`) }
}

const box = { kind: 'box', x: 10, y: 20, width: 30, height: 10 }
const triangle = { kind: 'polygon', rings: [{ points: [1, 2, 30, 4, 5, 40], hole: false }] }

describe('LabelMe', () => {
  const shape = { label: 'cat', points: [[40, 30], [10, 20]], shape_type: 'rectangle', group_id: 3, flags: { hidden: true }, description: 'old' }
  const file = { imagePath: '..\\photos\\a.jpg', imageData: 'x'.repeat(90_000), imageWidth: 100, imageHeight: 50, flags: { outdoor: true, dark: false } }

  it('takes rectangles in any order of corners, polygons without a type, and flags of the photo as tags', async () => {
    const shapes = [shape, { label: 'dog', points: [[1, 2], [30, 4], [5, 40]] }, { label: 'x', points: [[1, 2]], shape_type: 'point' }]
    const { imageData, ...others } = file
    for (const document of [{ ...file, shapes }, { imageData, ...others, shapes }]) expect(await read(labelMe, { 'a.json': document })).toEqual({
      labels: [
        { file: 'a.jpg', className: 'cat', shape: box, group: 3, attributes: { hidden: true, description: 'old' } },
        { file: 'a.jpg', className: 'dog', shape: triangle },
        { file: 'a.jpg', className: 'outdoor', shape: { kind: 'tag' } },
      ],
      notes: ['refused shapes[2].shape_type'],
    })
  })
})

describe('CVAT', () => {
  it('takes boxes, polygons, masks, tags and turned boxes', async () => {
    const xml = `<annotations><meta><task><labels><label><name>cat</name><color>#FF0010</color></label></labels></task></meta>
      <image id="0" name="a.jpg" width="4" height="3" subset="val">
        <box label="cat" occluded="1" xtl="0" ytl="1" xbr="2" ybr="3"><attribute name="age">3</attribute><attribute name="note">a b</attribute></box>
        <mask label="cat" rle="1, 2, 1" left="1" top="1" width="2" height="2"/>
        <tag label="cat"/>
        <box label="cat" rotation="90" xtl="0" ytl="1" xbr="4" ybr="2"/>
        <points label="cat" points="1,2"/>
      </image></annotations>`
    const { labels, notes } = await read(cvat, { 'annotations.xml': xml })
    expect(labels).toEqual([
      { file: 'a.jpg', className: 'cat', shape: { kind: 'box', x: 0, y: 1, width: 2, height: 2 }, attributes: { occluded: true, age: 3, note: 'a b' } },
      // Rows of the part: 0 1 / 1 0, so pixels (2, 1) and (1, 2).
      { file: 'a.jpg', className: 'cat', shape: { kind: 'mask', width: 4, height: 3, runs: Uint32Array.of(6, 1, 2, 1, 2) } },
      { file: 'a.jpg', className: 'cat', shape: { kind: 'tag' } },
      expect.objectContaining({ shape: expect.objectContaining({ kind: 'polygon' }) }),
    ])
    // Around 2, 1.5 a box of 4 x 1 stands upright: 1.5 .. 2.5 and -0.5 .. 3.5, cut at the edges of the photo.
    expect(notes).toEqual(['changed line 6', 'changed line 6', 'refused line 7'])
  })
})

describe('VIA', () => {
  const regions = [
    { shape_attributes: { name: 'rect', x: 10, y: 20, width: 30, height: 10 }, region_attributes: { Info: 'cat' } },
    { shape_attributes: { name: 'polygon', all_points_x: [1, 30, 5], all_points_y: [2, 4, 40] }, region_attributes: { supercategory: 'pet', name: 'dog' } },
    { shape_attributes: { name: 'rect', x: 10, y: 20, width: 30, height: 10 }, region_attributes: {} },
  ]
  const wanted = {
    labels: [
      { file: 'a.jpg', className: 'cat', shape: box },
      { file: 'a.jpg', className: 'dog', shape: triangle, attributes: { supercategory: 'pet' } },
    ],
    notes: [expect.stringMatching(/^refused a\.jpg123\.regions\[2\]/)],
  }

  it('takes exports and projects, with regions as a list or by number', async () => {
    const photo = { filename: 'a.jpg', size: 123, regions, file_attributes: {} }
    expect(await read(via, { 'x.json': { 'a.jpg123': photo } })).toEqual(wanted)
    expect(await read(via, { 'x.json': { _via_settings: {}, _via_img_metadata: { 'a.jpg123': photo } } })).toEqual(wanted)
    expect(await read(via, { 'x.json': { 'a.jpg123': { ...photo, regions: { ...regions } } } })).toEqual(wanted)
  })

  it('takes CSV exports', async () => {
    const rows = ['filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes', 'a.jpg,123,"{}",1,0,"{""name"":""rect"",""x"":10,""y"":20,""width"":30,""height"":10}","{""Info"":""cat""}"', 'b.jpg,5,{},0,0,{},{}', 'a.jpg,123,{},1,1,{broken,{}']
    expect(await read(via, { 'x.csv': rows.join('\n') })).toEqual({ labels: [{ file: 'a.jpg', className: 'cat', shape: box }], notes: ['refused line 4.region_shape_attributes'] })
  })
})

describe('Create ML', () => {
  it('takes boxes by their centre and cuts them at the edge of a photo that is known', async () => {
    const annotations = [{ label: 'cat', coordinates: { x: 25, y: 25, width: 30, height: 10 } }, { label: 'dog', coordinates: { x: 5, y: 25, width: 30, height: 10 } }, { label: 'x', coordinates: { x: 1, y: 1, width: 0, height: 3 } }]
    expect(await read(createMl, { 'x.json': [{ image: 'a.jpg', annotations }, { image: 'b.jpg', annotation: ['tree'] }] })).toEqual({
      labels: [
        { file: 'a.jpg', className: 'cat', shape: box },
        { file: 'a.jpg', className: 'dog', shape: { kind: 'box', x: 0, y: 20, width: 20, height: 10 } },
        { file: 'b.jpg', className: 'tree', shape: { kind: 'tag' } },
      ],
      notes: ['refused [0].annotations[2]', 'changed [0].annotations[1]'],
    })
  })
})

describe('CSV', () => {
  it('takes the tables of VoTT and TensorFlow', async () => {
    expect(await read(csv, { 'train-export.csv': '"image","xmin","ymin","xmax","ymax","label"\n"a.jpg",10,20,40,30,"cat"\n"a.jpg",10,x,40,30,"cat"\n' })).toEqual({
      labels: [{ file: 'a.jpg', className: 'cat', shape: box }],
      notes: ['refused line 3'],
    })
    expect(await read(csv, { 'x.csv': 'filename,width,height,class,xmin,ymin,xmax,ymax\na.jpg,100,50,cat,10,20,40,30\n' })).toMatchObject({ labels: [{ className: 'cat', shape: box }], notes: [] })
  })
})

describe('Label Studio', () => {
  const result = { original_width: 100, original_height: 50, type: 'rectanglelabels', value: { x: 10, y: 40, width: 30, height: 20, rotation: 0, rectanglelabels: ['cat', 'pet'] } }
  const task = { data: { image: '/data/upload/7/0a1b2c3d-a.jpg?x=1' }, annotations: [{ id: 1, updated_at: '2023-01-01', result: [result, result] }, { id: 2, updated_at: '2024-01-01', result: [result] }, { id: 3, was_cancelled: true, result: [] }] }

  it('takes the newest annotation, every class of a region, and the name without the mark of the upload', async () => {
    expect(await read(labelStudio, { 'x.json': [task] })).toEqual({
      labels: [{ file: 'a.jpg', className: 'cat', shape: box }, { file: 'a.jpg', className: 'pet', shape: box }],
      notes: ['changed [0]', 'refused [0].annotations id 1', 'refused [0].annotations id 3'],
    })
  })

  it('takes choices as tags and refuses points', async () => {
    const results = [{ type: 'choices', value: { choices: ['outdoor'] } }, { ...result, type: 'keypointlabels', value: { x: 1, y: 2, keypointlabels: ['p'] } }]
    expect(await read(labelStudio, { 'x.json': [{ data: { image: 'a.jpg' }, annotations: [{ id: 1, result: results }] }] })).toEqual({
      labels: [{ file: 'a.jpg', className: 'outdoor', shape: { kind: 'tag' } }],
      notes: ['refused [0].result[1].type'],
    })
  })

  it('unpacks brush runs bit by bit', () => {
    // 6 values; 8 bits each (7); run lengths of 3, 4, 8 and 16 bits (2, 3, 7, 15); a run (1) with length size 0 (00) of
    // 4 (011) times 255; then single values (0), size 0, of 2 (001): 0 and 7.
    const bits = `${(6).toString(2).padStart(32, '0')}00111${'0010'}${'0011'}${'0111'}${'1111'}100011${'11111111'}000001${'00000000'}${'00000111'}`
    const bytes = Uint8Array.from((bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
    expect([...readBrushRuns(bytes, 6)]).toEqual([255, 255, 255, 255, 0, 7])
    expect(() => readBrushRuns(bytes, 7)).toThrow('7 expected')
    expect(() => readBrushRuns(bytes.subarray(0, 9), 6)).toThrow('too early')
  })
})

describe('VoTT', () => {
  const region = { type: 'RECTANGLE', tags: ['cat', 'pet'], boundingBox: { left: 10, top: 20, width: 30, height: 10 } }
  const asset = { asset: { name: 'a.jpg', path: 'file:C:/x/a.jpg', size: { width: 100, height: 50 }, state: 2 }, regions: [region, { ...region, tags: [] }, { ...region, type: 'POINT' }] }
  const labels = [{ file: 'a.jpg', className: 'cat', shape: box }, { file: 'a.jpg', className: 'pet', shape: box }]

  it('takes exports and files of one asset', async () => {
    const tags = [{ name: 'cat', color: '#FF0000' }]
    expect(await read(vott, { 'x.json': { tags, assets: { q: asset } } })).toEqual({ labels, notes: ['refused assets.q.regions[1].tags', 'refused assets.q.regions[2].type'] })
    expect(await read(vott, { 'q-asset.json': asset })).toMatchObject({ labels })
  })
})

describe('XMP', () => {
  it('takes keywords as tags', async () => {
    const sidecar = `<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description xmlns:dc="d"><dc:subject><rdf:Bag><rdf:li>sea &amp; sky</rdf:li><rdf:li/></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`
    expect(await read(xmp, { 'a.jpg.xmp': sidecar })).toEqual({ labels: [{ file: 'a.jpg', className: 'sea & sky', shape: { kind: 'tag' } }], notes: ['refused line 1'] })
  })
})
