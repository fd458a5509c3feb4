import { parsePath } from '../../src-shared/base/json-slice.ts'
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { RecordField } from '../../src-shared/contract/index.ts'
import type { RecordPath } from '../../src-shared/filter/record-path.ts'
import { deedNamed, deedOfPath, deedPath } from '../../src-shared/model/deed-fields.ts'
import {
  fieldNotRead,
  fieldTooLarge,
  filesWithoutField,
  noFieldPath,
  readingOfFields,
} from '../../src-shared/words/fields.ts'
import type { Coded } from '../columns/coded-column.ts'
import { FieldColumn, type NamedField } from '../columns/fields/field-column.ts'
import { FieldMaker } from '../columns/fields/field-maker.ts'
import type { RecordFields } from '../columns/record-fields.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import type { FieldPlace, FieldsToRead, FilesRead } from '../records/fields/field-reader.ts'
import type { OpenedFile } from '../records/opened-content.ts'
import type { AskedField, CaseFields, FieldFailure } from './database.ts'
import { done, type Ending, type Jobs, type RunningJob } from './jobs.ts'
import { clockSlack, type RecordPlaces, recordPlaces } from './record-places.ts'

/** Reads fields of all records, in threads that are gone when it resolves or rejects (records/fields/read-fields.ts). */
export type ReadFields = (
  files: readonly OpenedFile[],
  data: FieldsToRead,
  options: {
    readonly signal: AbortSignal
    onRead(read: FilesRead, files: readonly OpenedFile[], thread: number): void
  },
) => Promise<void>

export interface FieldParts {
  readonly jobs: Jobs
  readonly readFields: ReadFields
}

export type FieldResult = Result<FieldColumn, FieldFailure>

interface Wanted {
  readonly path: string
  readonly place: FieldPlace
}

/** One pass through all files, for one or several fields. It ends when nobody waits for it any more. */
interface Reading {
  readonly job: RunningJob
  waiting: number
}

interface Field {
  readonly reading: Reading
  readonly made: Promise<FieldResult>
  /** Whether its reading has ended. */
  isOver: boolean
  /** Once it is made. */
  column: FieldColumn | null
}

/** All columns that are kept, and each one while it is made. */
const defaultBudget = 256 << 20

/**
 * The fields of records that queries, filters and facets name, as columns. A field is read from all records once, in one
 * pass with the others that are named beside it, and kept until the budget is needed for later ones.
 *
 * To be asked when the files are judged: the place that an event is shown from may change until then.
 */
export class FieldColumns implements CaseFields, RecordFields {
  /** By path and spelling; the one unused for longest first. */
  readonly #fields = new Map<string, Field>()
  /** One pass after the other: each uses all cores. */
  #last: Promise<unknown> = Promise.resolve()
  readonly #running = new Set<Reading>()
  #places: RecordPlaces | null = null
  /** Of the filter that was asked for last: not to be dropped for another. */
  #held: readonly string[] = []

  constructor(
    private readonly snapshot: () => Snapshot,
    /** When the case began to be opened, milliseconds since 1970: files that changed later are hashed anew. */
    private readonly openedAt: number,
    private readonly parts: FieldParts,
    private readonly budget = defaultBudget,
  ) {}

  /** The columns of these paths, in their order, or the first failure: see `each`. */
  async of(
    paths: readonly string[],
    signal: AbortSignal,
    letterCase: AskedField['letterCase'] = 'exact',
  ): Promise<Result<readonly FieldColumn[], FieldFailure>> {
    const columns: FieldColumn[] = []
    for (const made of await this.each(asked(paths, letterCase), signal)) {
      if (!made.ok) return made
      columns.push(made.value)
    }
    return ok(columns)
  }

  /**
   * The column of each path, made where it is not kept. `field-path`: it is no path. `field-too-large`: its values do not
   * fit. `field-not-read`: the reading was cancelled or broke off, or `signal` came before its end.
   */
  async each(fields: readonly AskedField[], signal: AbortSignal): Promise<readonly FieldResult[]> {
    const first = fields.map(({ path, letterCase }) => wantedOf(path, letterCase === 'any'))
    const made = await this.#columnsIn(first, signal)
    const again = first.map((wanted, i) => {
      const isAbsent = fields[i]!.letterCase === 'any-if-absent' && made[i] !== null && hasNothing(made[i]!)
      return isAbsent && wanted !== null ? inAnyCase(wanted) : null
    })
    const inOther = await this.#columnsIn(again, signal)
    return fields.map(({ path }, i) => inOther[i] ?? made[i] ?? fail('field-path', noFieldPath(path)))
  }

  /** Each in its place. */
  async #columnsIn(wanted: readonly (Wanted | null)[], signal: AbortSignal): Promise<readonly (FieldResult | null)[]> {
    const found = wanted.filter((each) => each !== null)
    const columns = await this.#columns(found, signal)
    return wanted.map((each) => (each === null ? null : columns[found.indexOf(each)]!))
  }

  async made(paths: readonly string[], signal: AbortSignal): Promise<readonly NamedField[]> {
    const results = await this.each(asked(paths, 'exact'), signal)
    return results.flatMap((made, i): NamedField[] => (made.ok ? [[paths[i]!, made.value.data]] : []))
  }

  coded(path: RecordPath): Coded | null {
    return this.#column(path)?.events ?? null
  }

  /** The same of contents that are not shown. */
  readonly inAlternates: RecordFields = { coded: (path) => this.#column(path)?.alternates ?? null }

  /**
   * Reads what a question names in records. Its columns are kept until another question is asked. `layer-missing`: one
   * could not be had.
   */
  async whenRead(paths: readonly RecordPath[], signal: AbortSignal = never): Promise<Result<void, 'layer-missing'>> {
    if (paths.length === 0) return ok(undefined)
    this.#held = paths.map(inEngines)
    const columns = await this.of(this.#held, signal, 'any-if-absent')
    return columns.ok ? ok(undefined) : fail('layer-missing', columns.message)
  }

  /** The same, of every file: what is left unknown of some would be taken for all. */
  async whenWhole(paths: readonly RecordPath[], signal?: AbortSignal): Promise<Result<void, 'layer-missing'>> {
    const read = await this.whenRead(paths, signal)
    const part = this.told(paths).find(({ problem }) => problem !== null)
    if (!read.ok || part === undefined) return read
    return fail('layer-missing', filesWithoutField(part.path, part.filesNotRead, part.problem!))
  }

  told(paths: readonly RecordPath[]): readonly RecordField[] {
    return paths.flatMap((path) => {
      const data = this.#column(path)?.data
      if (data === undefined) return []
      const [problem = null] = data.unread.values()
      return [{ path, events: data.values, filesNotRead: data.unread.size, problem }]
    })
  }

  /** Where no record has the path as it is spelled, that of another case of letters. */
  #column(path: RecordPath): FieldColumn | null {
    const wanted = wantedOf(inEngines(path))
    if (wanted === null) return null
    const [exact, other] = [wanted, inAnyCase(wanted)].map((each) => each && this.#fields.get(keyOf(each))?.column)
    return (exact === undefined || exact === null || exact.data.kinds.length === 1 ? other : null) ?? exact ?? null
  }

  /** Those of these paths whose columns are there already, as the ones used last. */
  kept(paths: readonly string[]): readonly NamedField[] {
    return paths.flatMap((path) => {
      const wanted = wantedOf(path)
      const key = wanted === null ? '' : keyOf(wanted)
      return this.#fields.get(key)?.column == null ? [] : [[path, this.#used(key).column!.data]]
    })
  }

  async end(): Promise<void> {
    for (const { job } of this.#running) job.abort.abort()
    await this.#last
  }

  async #columns(wanted: readonly Wanted[], signal: AbortSignal): Promise<readonly FieldResult[]> {
    this.#begin(wanted.filter((each) => !this.#isThere(keyOf(each))))
    const fields = wanted.map((each) => this.#used(keyOf(each)))
    const readings = new Set(fields.map(({ reading }) => reading))
    for (const reading of readings) reading.waiting++
    const over = new AbortController()
    const given = new Promise<void>((resolve) =>
      signal.aborted
        ? resolve()
        : signal.addEventListener('abort', () => resolve(), { once: true, signal: over.signal }),
    )
    try {
      return await Promise.all(
        fields.map(async ({ made }, i) => {
          const column = await Promise.race([made, given])
          return column ?? fail('field-not-read', fieldNotRead(wanted[i]!.path))
        }),
      )
    } finally {
      over.abort()
      for (const reading of readings) {
        reading.waiting--
        if (reading.waiting === 0) reading.job.abort.abort()
      }
    }
  }

  /** Whether it is kept, or being read for somebody. */
  #isThere(key: string): boolean {
    const field = this.#fields.get(key)
    return field !== undefined && (field.isOver || !field.reading.job.signal.aborted)
  }

  /** As the one that was used last. */
  #used(key: string): Field {
    const field = this.#fields.get(key)!
    this.#fields.delete(key)
    this.#fields.set(key, field)
    return field
  }

  #begin(wanted: readonly Wanted[]): void {
    if (wanted.length === 0) return
    const { jobs } = this.parts
    const reading: Reading = { job: jobs.start('fields', readingOfFields(wanted.map(({ path }) => path))), waiting: 0 }
    this.#running.add(reading)
    const pass = new FieldPass(wanted, reading.job, this.budget)
    const run = this.#last.then(() => jobs.run(reading.job, () => this.#run(pass)))
    this.#last = run.then(() => this.#running.delete(reading))
    wanted.forEach((each, i) => {
      const key = keyOf(each)
      const field: Field = {
        reading,
        isOver: false,
        column: null,
        made: run.then(() => {
          const made = pass.made[i]!
          field.isOver = true
          if (made.ok) field.column = made.value
          // What did not fit will not fit the next time. What broke off may be asked for again.
          else if (made.code === 'field-not-read' && this.#fields.get(key) === field) this.#fields.delete(key)
          this.#dropOldest()
          return made
        }),
      }
      this.#fields.set(key, field)
    })
  }

  async #run(pass: FieldPass): Promise<Ending> {
    pass.job.signal.throwIfAborted()
    const snapshot = this.snapshot()
    this.#places ??= recordPlaces(snapshot)
    await pass.run(this.#places, snapshot, this.openedAt - clockSlack, this.parts.readFields)
    return done()
  }

  #dropOldest(): void {
    const kept = [...this.#fields].filter(([, { column }]) => column !== null)
    let bytes = kept.reduce((sum, [, { column }]) => sum + column!.bytes, 0)
    for (const [key, { column, reading }] of kept) {
      if (bytes <= this.budget) return
      if (reading.waiting > 0 || this.#held.includes(column!.path)) continue
      this.#fields.delete(key)
      bytes -= column!.bytes
    }
  }
}

/** The filter names what a call did without brackets: its names are checked, and none is a path. */
const inEngines = (path: RecordPath): string => {
  const deed = deedNamed(path)
  return deed === null ? path : deedPath(deed)
}

/** Null where the text names nothing that records have. */
function wantedOf(path: string, anyCase = false): Wanted | null {
  const deed = deedOfPath(path)
  if (deed !== null) return { path, place: { deed } }
  const steps = parsePath(path)
  return steps === null || steps.length === 0 ? null : { path, place: { steps, anyCase } }
}

/** Null where it is not spelled in records. */
const inAnyCase = ({ path, place }: Wanted): Wanted | null =>
  'deed' in place ? null : { path, place: { ...place, anyCase: true } }

/** Names in any case of letters are read once, however they are spelled. */
const keyOf = ({ place }: Wanted): string =>
  'steps' in place && place.anyCase ? JSON.stringify(place).toLowerCase() : JSON.stringify(place)

const asked = (paths: readonly string[], letterCase: AskedField['letterCase']): readonly AskedField[] =>
  paths.map((path) => ({ path, letterCase }))

const hasNothing = (made: FieldResult): boolean => made.ok && made.value.data.kinds.length === 1

let nextId = 1
const never = new AbortController().signal

/** The reading of several fields in one pass. */
class FieldPass {
  /** Until it has run: that it did not. */
  readonly made: FieldResult[]

  constructor(
    private readonly wanted: readonly Wanted[],
    readonly job: RunningJob,
    private readonly budget: number,
  ) {
    this.made = wanted.map(({ path }) => fail('field-not-read', fieldNotRead(path)))
  }

  async run(
    { files, bytes, places }: RecordPlaces,
    { files: { length: fileCount }, events }: Snapshot,
    openedAt: number,
    readFields: ReadFields,
  ): Promise<void> {
    const { job, wanted } = this
    const makers = wanted.map(() => new FieldMaker(places.rows.length))
    const givenUp = wanted.map(() => new Int32Array(new SharedArrayBuffer(4)))
    const threadOf = new Int32Array(fileCount).fill(-1)
    const unread = new Map<number, string>()
    job.report({ filesTotal: files.length, bytesTotal: bytes })
    const progress = { filesDone: 0, bytesDone: 0 }
    const onRead = ({ texts, problems }: FilesRead, read: readonly OpenedFile[], thread: number) => {
      for (const { file } of read) threadOf[file] = thread
      for (const { file, problem } of problems) {
        threadOf[file] = -1
        unread.set(file, problem)
      }
      texts.forEach((ofField, i) => {
        if (ofField !== null && givenUp[i]![0] === 0) makers[i]!.learn(thread, ofField)
      })
      this.#giveUpLargest(makers, givenUp)
      progress.filesDone += read.length
      progress.bytesDone += read.reduce((sum, file) => sum + file.bytes, 0)
      job.report(progress)
    }
    const fields = wanted.map(({ place }, i) => ({
      place,
      codes: makers[i]!.codes,
      givenUp: givenUp[i]!,
    }))
    await readFields(files, { places, openedAt, fields }, { signal: job.signal, onRead })
    wanted.forEach(({ path }, i) => {
      this.made[i] =
        givenUp[i]![0] === 1
          ? fail('field-too-large', fieldTooLarge(path, this.budget))
          : ok(new FieldColumn(makers[i]!.finish(places, threadOf, { id: nextId++, path, events, unread })))
    })
  }

  /** So that together they stay within the budget. Threads that see the mark forget what they hold of the field. */
  #giveUpLargest(makers: readonly FieldMaker[], givenUp: readonly Int32Array[]): void {
    for (;;) {
      const held = [...makers.keys()].filter((i) => givenUp[i]![0] === 0)
      const bytes = held.reduce((sum, i) => sum + makers[i]!.bytes, 0)
      if (bytes <= this.budget) return
      const largest = held.reduce((a, b) => (makers[b]!.bytes > makers[a]!.bytes ? b : a))
      Atomics.store(givenUp[largest]!, 0, 1)
      makers[largest]!.forget()
    }
  }
}
