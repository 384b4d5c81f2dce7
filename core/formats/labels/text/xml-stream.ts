import { SaxesParser } from 'saxes'
import { Utf8Text } from './utf8-text'

/** An element with everything in it. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Text directly in it, without the space around. */
  readonly text: string
  readonly line: number
}

/** Where XML stops being well-formed. */
export class XmlDamage extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message)
    this.name = 'XmlDamage'
  }
}

export interface XmlVisitor {
  /** True for elements to be given whole; asked only outside of such. */
  isRecord(name: string, parents: readonly string[]): boolean
  record(element: XmlElement, parents: readonly string[]): void
  /** An entity that the document declares or invents: it stays as text, nothing is fetched or put in. */
  entity(line: number): void
}

interface OpenElement {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: XmlElement[]
  text: string
  readonly line: number
}

const undefinedEntity = /undefined entity\.?$/

/**
 * Reads XML 1.0 piece by piece and gives chosen elements whole. Entities other than the five of XML are not resolved.
 * Throws XmlDamage where the document is not well-formed; every record before has been given.
 */
export async function readXmlStream(chunks: AsyncIterable<Uint8Array>, visitor: XmlVisitor): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const parents: string[] = []
  const open: OpenElement[] = []
  parser.on('error', (error) => {
    if (!undefinedEntity.test(error.message)) throw new XmlDamage(error.message.replace(/^\d+:\d+: /, ''), parser.line)
    visitor.entity(parser.line)
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > 0 || visitor.isRecord(name, parents)) open.push({ name, attributes: { ...attributes }, children: [], text: '', line: parser.line })
    else parents.push(name)
  })
  const addText = (text: string): void => {
    const element = open[open.length - 1]
    if (element !== undefined) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const element = open.pop()
    if (element === undefined) {
      parents.pop()
      return
    }
    const whole: XmlElement = { ...element, text: element.text.trim() }
    const parent = open[open.length - 1]
    if (parent === undefined) visitor.record(whole, parents)
    else parent.children.push(whole)
  })
  const text = new Utf8Text()
  for await (const chunk of chunks) parser.write(text.push(chunk))
  parser.write(text.end()).close()
}

/** The first child of this name. */
export function xmlChild(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name)
}

export function xmlChildren(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** Text of the child of this name; empty when there is none. */
export function xmlText(element: XmlElement, name: string): string {
  return xmlChild(element, name)?.text ?? ''
}

/** Text for XML content and attributes. Characters that XML cannot hold are left out. */
export function xmlEscape(text: string): string {
  const allowed = [...text].filter((character) => isXmlCharacter(character.codePointAt(0) ?? 0)).join('')
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;')
}

/** XML 1.0, fifth edition, section 2.2. */
function isXmlCharacter(point: number): boolean {
  return point === 9 || point === 10 || point === 13 || (point >= 0x20 && point < 0xd800) || (point >= 0xe000 && point !== 0xfffe && point !== 0xffff)
}

/** What to say of an entity that was met. */
export const entityNote = 'an entity other than the five of XML is not resolved: it stays as it is written'
