import { type FilterColumn, isAddedColumn } from '../../src-shared/filter/columns.ts'
import type { AddedColumnName } from '../../src-shared/model/added-columns.ts'
import type { LookupColumn } from '../../src-shared/model/enrichment.ts'
import { byAwsService, fromConsole, mfa, type ToldColumn } from '../../src-shared/what/caller.ts'
import { actor } from './actors.ts'
import { failedCalls } from './failed-calls.ts'
import { lookupColumn } from './lookup-column.ts'
import { noLookups } from './lookups.ts'
import type { Snapshot } from './snapshot.ts'
import type { TextData } from './text-data.ts'
import { toldColumn, toldFlag, toldText } from './told-columns.ts'

/**
 * `codes[row]` is an index into `dictionary`; code 0 is null, its text unused. Flags are 'false' and 'true'. Columns of
 * records have their texts as UTF-8, too.
 */
export type Coded = Pick<TextData, 'codes' | 'dictionary'> & Partial<Pick<TextData, 'texts'>>

const flags = ['', 'false', 'true']

/** The column as codes into a list of texts; null for integers, times and ids. */
export function codedColumn(snapshot: Snapshot, column: FilterColumn): Coded | null {
  if (isAddedColumn(column)) return addedColumn(snapshot, column)
  const data = snapshot.columns[column]
  if (data.type === 'flag') return { codes: data.values, dictionary: flags }
  return data.type === 'text' ? data : null
}

/** How the columns that no record has are made from the snapshot, when they are first asked for. */
const makeAdded: Readonly<Record<AddedColumnName, (snapshot: Snapshot) => Coded>> = {
  logVerdict: (snapshot) => byFile(snapshot, ({ verdict }) => verdict),
  actor: (snapshot) => toldColumn(snapshot, actor),
  mfa: (snapshot) => toldColumn(snapshot, mfa),
  console: (snapshot) => toldColumn(snapshot, fromConsole),
  byAwsService: (snapshot) => ({ codes: toldFlag(snapshot, byAwsService), dictionary: flags }),
  sourceFile: (snapshot) => byFile(snapshot, ({ name }) => name),
  conflicting: ({ conflicting }) => ({
    codes: conflicting.map((isConflicting) => isConflicting + 1),
    dictionary: flags,
  }),
  bookmarked: ({ bookmarked }) => ({ codes: bookmarked, dictionary: flags }),
  country: (snapshot) => lookedUp(snapshot, 'country'),
  city: (snapshot) => lookedUp(snapshot, 'city'),
  asn: (snapshot) => lookedUp(snapshot, 'asn'),
  owner: (snapshot) => lookedUp(snapshot, 'owner'),
  accountName: (snapshot) => lookedUp(snapshot, 'accountName'),
  session: ({ events, sessions }) =>
    sessions === undefined ? noTexts(events) : { codes: sessions.session, dictionary: sessions.names },
  origin: ({ events, sessions }) =>
    sessions === undefined ? noTexts(events) : { codes: sessions.origin, dictionary: sessions.origins },
  incident: ({ events, incidents }) =>
    incidents === undefined ? noTexts(events) : { codes: incidents.incident, dictionary: incidents.names },
  isError: (snapshot) => ({ codes: failedCalls(snapshot), dictionary: flags }),
}

/** Empty where no files were chosen. */
const lookedUp = ({ columns, lookups }: Snapshot, column: LookupColumn): Coded =>
  lookupColumn(columns, lookups ?? noLookups, column)

/** Of contents that are not shown, and before sessions or incidents are known: whoever asks then has not waited for them. */
const noTexts = (events: number): Coded => ({ codes: new Uint8Array(events), dictionary: [''] })

const madeOf = new WeakMap<Snapshot, Partial<Record<AddedColumnName, Coded>>>()

function addedColumn(snapshot: Snapshot, column: AddedColumnName): Coded {
  const made = madeOf.get(snapshot) ?? {}
  madeOf.set(snapshot, made)
  made[column] ??= makeAdded[column](snapshot)
  return made[column]
}

/** Columns that few others tell, event by event. */
const toldOf: Readonly<Partial<Record<AddedColumnName, ToldColumn>>> = {
  actor,
  mfa,
  console: fromConsole,
  byAwsService,
}

/** Of one event; flags as 'false' and 'true'. The column is made only where one event alone does not tell it. */
export function addedText(snapshot: Snapshot, column: AddedColumnName, row: number): string | null {
  const told = toldOf[column]
  if (told !== undefined) return toldText(snapshot.columns, told, row)
  const { codes, dictionary } = addedColumn(snapshot, column)
  return codes[row] === 0 ? null : dictionary[codes[row]!]!
}

/** What all events of a file have in common. */
function byFile({ files, locator }: Snapshot, textOf: (file: Snapshot['files'][number]) => string | null): Coded {
  const codeOf = new Map<string, number>()
  const dictionary = ['']
  const codes = Uint32Array.from(files, (file) => {
    const text = textOf(file)
    if (text === null) return 0
    const code = codeOf.get(text) ?? dictionary.push(text) - 1
    codeOf.set(text, code)
    return code
  })
  return { codes: locator.file.map((file) => codes[file]!), dictionary }
}
