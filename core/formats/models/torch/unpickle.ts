import { decodeUtf8 } from '#core/onnx/protobuf/utf8'
import type { PickleCall, PickleValue } from './pickle-value'
import { isKind } from './pickle-value'

interface Unpickled {
  readonly value: PickleValue
  /** Offset of the first byte after the pickle. */
  readonly end: number
}

/**
 * Reads one pickle of protocol 2 (Python `pickletools`) as plain data. Names and calls stay descriptions, so no code can run.
 * Throws RangeError with the offset for other opcodes or when the bytes end early.
 */
export function unpickle(bytes: Uint8Array, start = 0): Unpickled {
  const machine = new PickleMachine(bytes, start)
  for (;;) {
    const offset = machine.position
    const opcode = machine.byte()
    if (opcode === STOP) return { value: machine.pop(), end: machine.position }
    const run = OPCODES.get(opcode)
    if (run === undefined) throw new RangeError(`Pickle opcode 0x${opcode.toString(16)} at byte ${offset} is not allowed.`)
    run(machine)
  }
}

const STOP = 0x2e

class PickleMachine {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #stack: PickleValue[] = []
  readonly #marks: number[] = []
  readonly memo = new Map<number, PickleValue>()
  position: number

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.position = start
  }

  take(length: number): Uint8Array {
    const start = this.position
    if (length < 0 || start + length > this.#bytes.length) throw new RangeError(`The pickle ends early at byte ${start}.`)
    this.position += length
    return this.#bytes.subarray(start, this.position)
  }

  byte(): number {
    return this.take(1)[0] ?? 0
  }

  uint16(): number {
    this.take(2)
    return this.#view.getUint16(this.position - 2, true)
  }

  int32(): number {
    this.take(4)
    return this.#view.getInt32(this.position - 4, true)
  }

  float64(): number {
    this.take(8)
    return this.#view.getFloat64(this.position - 8, false)
  }

  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.position)
    if (end === -1) throw new RangeError(`The pickle ends inside a line at byte ${this.position}.`)
    const text = decodeUtf8(this.take(end - this.position))
    this.position += 1
    return text
  }

  push(value: PickleValue): void {
    this.#stack.push(value)
  }

  pop(): PickleValue {
    const value = this.#stack.pop()
    if (value === undefined) throw new RangeError(`The pickle takes from an empty stack before byte ${this.position}.`)
    return value
  }

  top(): PickleValue {
    const value = this.pop()
    this.push(value)
    return value
  }

  mark(): void {
    this.#marks.push(this.#stack.length)
  }

  popToMark(): PickleValue[] {
    const mark = this.#marks.pop()
    if (mark === undefined) throw new RangeError(`The pickle has no mark before byte ${this.position}.`)
    return this.#stack.splice(mark)
  }

  recall(slot: number): PickleValue {
    const value = this.memo.get(slot)
    if (value === undefined) throw new RangeError(`The pickle recalls an unknown value before byte ${this.position}.`)
    return value
  }
}

function tuple(items: readonly PickleValue[]): PickleValue {
  return { kind: 'tuple', items }
}

function setItems(machine: PickleMachine, pairs: readonly PickleValue[]): void {
  const target = machine.top()
  const entries = target instanceof Map ? target : isKind(target, 'call') ? target.entries : null
  if (entries === null) throw new RangeError(`The pickle sets items of no dictionary before byte ${machine.position}.`)
  for (let index = 0; index + 1 < pairs.length; index += 2) entries.set(pairs[index] ?? null, pairs[index + 1] ?? null)
}

function appendItems(machine: PickleMachine, items: readonly PickleValue[]): void {
  const target = machine.top()
  if (!Array.isArray(target)) throw new RangeError(`The pickle appends to no list before byte ${machine.position}.`)
  target.push(...items)
}

function popCount(machine: PickleMachine, count: number): PickleValue[] {
  return Array.from({ length: count }, () => machine.pop()).reverse()
}

function reduce(machine: PickleMachine): void {
  const parameters = machine.pop()
  const callee = machine.pop()
  if (!isKind(callee, 'global') || !isKind(parameters, 'tuple')) {
    throw new RangeError(`The pickle calls what is no name before byte ${machine.position}.`)
  }
  const call: PickleCall = { kind: 'call', callee, parameters: parameters.items, entries: new Map() }
  machine.push(call)
}

function longInteger(bytes: Uint8Array): PickleValue {
  let value = 0n
  bytes.forEach((byte, index) => {
    value |= BigInt(byte) << BigInt(8 * index)
  })
  const signed = BigInt.asIntN(8 * bytes.length, value)
  return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed
}

type Opcode = (machine: PickleMachine) => void

const OPCODES: ReadonlyMap<number, Opcode> = new Map<number, Opcode>([
  [0x80, (machine) => void machine.byte()], // PROTO
  [0x28, (machine) => machine.mark()], // MARK
  [0x4e, (machine) => machine.push(null)], // NONE
  [0x88, (machine) => machine.push(true)], // NEWTRUE
  [0x89, (machine) => machine.push(false)], // NEWFALSE
  [0x4a, (machine) => machine.push(machine.int32())], // BININT
  [0x4b, (machine) => machine.push(machine.byte())], // BININT1
  [0x4d, (machine) => machine.push(machine.uint16())], // BININT2
  [0x8a, (machine) => machine.push(longInteger(machine.take(machine.byte())))], // LONG1
  [0x47, (machine) => machine.push(machine.float64())], // BINFLOAT
  [0x58, (machine) => machine.push(decodeUtf8(machine.take(machine.int32())))], // BINUNICODE
  [0x55, (machine) => machine.push(decodeUtf8(machine.take(machine.byte())))], // SHORT_BINSTRING
  [0x29, (machine) => machine.push(tuple([]))], // EMPTY_TUPLE
  [0x85, (machine) => machine.push(tuple(popCount(machine, 1)))], // TUPLE1
  [0x86, (machine) => machine.push(tuple(popCount(machine, 2)))], // TUPLE2
  [0x87, (machine) => machine.push(tuple(popCount(machine, 3)))], // TUPLE3
  [0x74, (machine) => machine.push(tuple(machine.popToMark()))], // TUPLE
  [0x5d, (machine) => machine.push([])], // EMPTY_LIST
  [0x61, (machine) => appendItems(machine, popCount(machine, 1))], // APPEND
  [0x65, (machine) => appendItems(machine, machine.popToMark())], // APPENDS
  [0x7d, (machine) => machine.push(new Map())], // EMPTY_DICT
  [0x73, (machine) => setItems(machine, popCount(machine, 2))], // SETITEM
  [0x75, (machine) => setItems(machine, machine.popToMark())], // SETITEMS
  [0x71, (machine) => void machine.memo.set(machine.byte(), machine.top())], // BINPUT
  [0x72, (machine) => void machine.memo.set(machine.int32(), machine.top())], // LONG_BINPUT
  [0x68, (machine) => machine.push(machine.recall(machine.byte()))], // BINGET
  [0x6a, (machine) => machine.push(machine.recall(machine.int32()))], // LONG_BINGET
  [0x63, (machine) => machine.push({ kind: 'global', path: `${machine.line()}.${machine.line()}` })], // GLOBAL
  [0x52, reduce], // REDUCE
  [0x62, (machine) => void machine.pop()], // BUILD: state of an object, which only carries versions here
  [0x51, (machine) => machine.push({ kind: 'persistent', id: machine.pop() })], // BINPERSID
])
