import base64 from './wasm/index.ts?compiled'

/** What the compiled half tells or asks; the same list as wasm/host.ts. Offsets are bytes of the file. */
export interface Host {
  full(): void
  clearLine(): void
  byJsonParse(from: number, to: number): boolean
  unparsed(from: number, to: number, first: number): void
  fieldOfEscaped(tree: number, from: number, to: number): number
  fieldOfOther(tree: number, from: number, to: number): number
  codeOfEscaped(dictionary: number, from: number, to: number): number
  timeOf(from: number, to: number): number
  longId(column: number, from: number, to: number): void
}

/** What wasm/index.ts exports. Addresses are places in `memory`, as int32. */
export interface Compiled {
  readonly memory: WebAssembly.Memory

  alloc(size: number): number
  release(block: number, size: number): void

  contentKeyAt(): number
  readonly contentKeySize: WebAssembly.Global
  hashesAt(): number

  hashKeysAt(): number
  readonly hashKeysSize: WebAssembly.Global
  codeOf(dictionary: number, at: number, length: number): number
  reserveCode(dictionary: number): number
  arenaOf(dictionary: number): number
  arenaEndOf(dictionary: number): number

  newTree(factor: number): number
  newField(
    tree: number,
    slot: number,
    key: number,
    keyLength: number,
    use: number,
    column: number,
    inside: number,
  ): number
  setRoot(tree: number): void
  setEventRule(
    version: number,
    source: number,
    name: number,
    id: number,
    time: number,
    region: number,
    account: number,
  ): void
  isRespelled(): boolean

  readonly events: WebAssembly.Global
  readonly resources: WebAssembly.Global
  newLines(capacity: number): number
  newColumn(cellBytes: number, isId: boolean, isText: boolean): number
  cellsOf(column: number): number
  idBytesOf(column: number): number
  isAll(at: number, size: number, byte: number): boolean
  dictionaryOf(column: number): number
  newResources(fields: number): void
  resourceArray(number: number): number
  resourceDictionary(field: number): number
  addResource(): number
  clearResources(): void

  windowFor(size: number): number
  textFor(size: number): number
  placeOf(offset: number): number
  setWindow(length: number, from: number, isLast: boolean): void
  beginFile(file: number): void
  beginTop(): void
  beginRecord(inWrapper: boolean): void
  isInWrapper(): boolean
  isInList(): boolean
  run(offset: number): number
  runOne(offset: number): number
  readAhead(offset: number): number
  runPlaced(offset: number, length: number, escaped: boolean, narrow: boolean): number
  runWritten(size: number, escaped: boolean, narrow: boolean, offset: number, length: number): number
  readonly records: WebAssembly.Global
  readonly firstEventTime: WebAssembly.Global
  readonly lastEventTime: WebAssembly.Global
  readonly resumeAt: WebAssembly.Global
  readonly keptUntil: WebAssembly.Global
  readonly faultOffset: WebAssembly.Global
  readonly faultWhat: WebAssembly.Global
}

/** What `run` gives back. */
export const outcome = { done: 0, more: 1, fault: 2 } as const

let compiled: WebAssembly.Module | null = null

/** A new instance with a memory of its own. `host` is looked up at each call: it comes to be after the instance. */
export function instantiate(host: () => Host): Compiled {
  compiled ??= new WebAssembly.Module(Buffer.from(base64, 'base64'))
  const calls: Host = {
    full: () => host().full(),
    clearLine: () => host().clearLine(),
    byJsonParse: (from, to) => host().byJsonParse(from >>> 0, to >>> 0),
    unparsed: (from, to, first) => host().unparsed(from >>> 0, to >>> 0, first),
    fieldOfEscaped: (tree, from, to) => host().fieldOfEscaped(tree, from >>> 0, to >>> 0),
    fieldOfOther: (tree, from, to) => host().fieldOfOther(tree, from >>> 0, to >>> 0),
    codeOfEscaped: (dictionary, from, to) => host().codeOfEscaped(dictionary, from >>> 0, to >>> 0),
    timeOf: (from, to) => host().timeOf(from >>> 0, to >>> 0),
    longId: (column, from, to) => host().longId(column, from >>> 0, to >>> 0),
  }
  const { exports } = new WebAssembly.Instance(compiled, { host: { ...calls } })
  const instance = exports as unknown as Compiled
  crypto.getRandomValues(new Uint8Array(instance.memory.buffer, instance.hashKeysAt(), instance.hashKeysSize.value))
  return instance
}
