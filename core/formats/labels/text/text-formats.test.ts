import { describe, expect, it } from 'vitest'
import { csvLine, readCsv } from './csv-rows'
import { utf8Bytes } from './utf8-bytes'
import { Utf8Text, utf8Text } from './utf8-text'
import type { XmlElement } from './xml-stream'
import { readXmlStream, XmlDamage, xmlEscape, xmlText } from './xml-stream'
import { readYamlMap } from './yaml-subset'

describe('UTF-8', () => {
  const text = 'aä€👀\u0000z'
  // Bytes by RFC 3629.
  const bytes = [0x61, 0xc3, 0xa4, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x91, 0x80, 0x00, 0x7a]

  it('is written and read, in pieces of any length', () => {
    expect([...utf8Bytes(text)]).toEqual(bytes)
    for (const length of [1, 2, 3, 4, 12]) {
      const decoder = new Utf8Text()
      let read = ''
      for (let at = 0; at < bytes.length; at += length) read += decoder.push(Uint8Array.from(bytes.slice(at, at + length)))
      expect(read + decoder.end()).toBe(text)
    }
  })

  it('drops the mark and replaces damage', () => {
    expect(utf8Text(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('a')
    expect(utf8Text(Uint8Array.of(0x61, 0xff, 0x62))).toBe('a\uFFFDb')
    expect(utf8Text(Uint8Array.of(0x61, 0xc3))).toBe('a\uFFFD')
    expect([...utf8Bytes('\ud800')]).toEqual([0xef, 0xbf, 0xbd])
  })
})

describe('CSV', () => {
  it('reads quotes, separators and line ends', () => {
    expect(readCsv('a,b\r\n"x, ""y""\nz",2\n\n3,\n')).toEqual([
      { cells: ['a', 'b'], line: 1 },
      { cells: ['x, "y"\nz', '2'], line: 2 },
      { cells: ['3', ''], line: 5 },
    ])
    expect(readCsv('a;b\n1,5;2').map(({ cells }) => cells)).toEqual([['a', 'b'], ['1,5', '2']])
  })

  it('reads what it writes', () => {
    const cells = ['plain', 'a,b', '"', 'two\nlines', ' space ', 'a;b', '']
    expect(readCsv(`h,h,h,h,h,h,h\n${csvLine(cells)}`)[1]?.cells).toEqual(cells)
  })
})

describe('YAML subset', () => {
  it('reads data files of YOLO', () => {
    const text = "# data\npath: .  # root\ntrain: images/a b\nnc: 2\nnames:\n  0: person\n  1: 'it''s #1'\n  2: \"q\\\"\\u00e4\"\nlist: [a, \"b, c\", 'd']\nitems:\n- x\n- y\nempty:\nmap: {a: 1, b: two}\nlong: [a,\n  b]\n"
    expect(readYamlMap(text)).toEqual({
      path: '.',
      train: 'images/a b',
      nc: '2',
      names: { 0: 'person', 1: "it's #1", 2: 'q"ä' },
      list: ['a', 'b, c', 'd'],
      items: ['x', 'y'],
      empty: '',
      map: { a: '1', b: 'two' },
      long: ['a', 'b'],
    })
  })

  it('is empty for anything else', () => {
    expect(readYamlMap('- a\n- b')).toEqual({})
    expect(readYamlMap('')).toEqual({})
  })
})

describe('XML', () => {
  async function read(text: string, chunk = 4): Promise<XmlElement[]> {
    const found: XmlElement[] = []
    async function* pieces(): AsyncGenerator<Uint8Array> {
      const bytes = utf8Bytes(text)
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
    }
    await readXmlStream(pieces(), { isRecord: (name) => name === 'r', record: (element) => void found.push(element), entity: () => void 0 })
    return found
  }

  it('gives records with their lines, texts and attributes', async () => {
    const [first, second] = await read('<?xml version="1.0"?>\n<a>\n<r x="1 &amp; 2"><n> cät </n></r><b/>\n<r><![CDATA[<raw>]]></r></a>')
    expect(first).toMatchObject({ name: 'r', attributes: { x: '1 & 2' }, line: 3 })
    expect(first === undefined ? '' : xmlText(first, 'n')).toBe('cät')
    expect(second).toMatchObject({ text: '<raw>', line: 4 })
  })

  it('names the line of damage', async () => {
    await expect(read('<a>\n<r></a>')).rejects.toThrow(XmlDamage)
    await expect(read('<a>\n<r></a>')).rejects.toMatchObject({ line: 2 })
    await expect(read('<a><r>')).rejects.toThrow(XmlDamage)
  })

  it('escapes what XML would take for itself and leaves out what it cannot hold', async () => {
    const text = '<&>"\n\t\u0001x'
    const [element] = await read(`<a><r v="${xmlEscape(text)}"/></a>`)
    expect(element?.attributes['v']).toBe('<&>"\n\tx')
  })
})
