import { nearest } from '../unknown-name.ts'
import { sqliteFunctions } from './foreign.ts'
import { trinoNameOf } from './functions.ts'
import type { Prepared } from './prepare.ts'

/** What DuckDB says against a query, as whoever typed it understands it. */
export interface Explained {
  readonly message: string
  /** An offset in the typed text; null where DuckDB tells no place. */
  readonly place: number | null
}

interface Known {
  readonly form: RegExp
  readonly say: (found: RegExpExecArray, prepared: Prepared) => string
}

const meant = (name: string, { columnNames }: Prepared): string => {
  const near = nearest(name.split('.').at(-1)!, columnNames)
  return near === null ? '' : ` Did you mean ${near}?`
}

const known: readonly Known[] = [
  {
    form: /^(?:Binder Error: )?Referenced column "(.+?)" not found in FROM clause/,
    say: ([, name], prepared) => `There is no column ${name} in the tables of this FROM.${meant(name!, prepared)}`,
  },
  {
    form: /^(?:Binder Error: )?Column "(.+?)" referenced that exists in the SELECT clause/,
    say: ([, name], prepared) => `There is no column ${name} in the tables of this FROM.${meant(name!, prepared)}`,
  },
  {
    form: /^(?:Binder Error: )?(?:Table|Values list) "(.+?)" does not have a column named "(.+?)"/,
    say: ([, table, name], prepared) => `${table} has no column ${name}.${meant(name!, prepared)}`,
  },
  {
    form: /^(?:Binder Error: )?Referenced table "(.+?)" not found/,
    say: ([, table]) => `${table} is neither a table of this FROM nor a column with fields.`,
  },
  {
    form: /^(?:Binder Error: )?Could not find key "(.+?)" in struct(?:[\s\S]*?Candidate Entries: (.+))?/,
    say: ([, name, entries]) =>
      `There is no field ${name}${entries === undefined ? '' : ` among ${entries.replaceAll('"', '')}`}.`,
  },
  {
    form: /^(?:Binder Error: )?Ambiguous reference to column name "(.+?)"/,
    say: ([, name]) => `${name} is a column of more than one table of this FROM: write the table before it.`,
  },
  {
    form: /^(?:Binder Error: )?column "(.+?)" must appear in the GROUP BY clause/,
    say: ([, name]) =>
      `${name} is neither in GROUP BY nor within an aggregate: add it to GROUP BY, or take arbitrary(${name}), which is one value of each group.`,
  },
  {
    form: /^(?:Binder Error: )?Cannot compare values of type VARCHAR and type (TIMESTAMP|DATE)/,
    say: () =>
      "A text is compared with a time: make a time of it by from_iso8601_timestamp(eventtime), or compare with a text such as '2023-07-10T12:00:00Z'.",
  },
  {
    form: /^(?:Binder Error: )?Cannot compare values of type (.+?) and (?:type )?(.+?) - an explicit cast is required/,
    say: ([, left, right]) =>
      `A ${typeName(left!)} is compared with a ${typeName(right!)}: make one the other by CAST.`,
  },
  {
    form: /^(?:Conversion Error: )?(?:invalid timestamp field format|timestamp field value out of range): "(.*?)"/,
    say: ([, written]) => `'${written}' is no time: write it as '2023-07-10 12:00:00'.`,
  },
  {
    form: /^(?:Conversion Error: )?invalid date field format: "(.*?)"/,
    say: ([, written]) => `'${written}' is no date: write it as '2023-07-10'.`,
  },
  {
    form: /^(?:Conversion Error: )?Could not convert string '(.*?)' to (\w+)/,
    say: ([, written, type]) => `'${written}' is no ${typeName(type!)}. try_cast gives NULL where a text is none.`,
  },
  {
    form: /^(?:Catalog Error: )?(?:Scalar|Table|Aggregate) Function with name "?(\w+)"? does not exist/,
    say: ([, name]) =>
      sqliteFunctions.includes(name!.toLowerCase())
        ? `${name}() is a function of SQLite: run the query in that dialect.`
        : `There is no function ${trinoNameOf(name!)}() in this dialect.`,
  },
  {
    form: /^(?:Binder Error: )?No function matches the given name and argument types '(\w+)\((.*?)\)'/,
    say: ([, name, types]) =>
      `${trinoNameOf(name!)}() takes no ${types!.split(', ').map(typeName).join(', ') || 'empty list'}.`,
  },
  {
    form: /^(?:Binder Error: )?Could not choose a best candidate function for the function call "(\w+)\((.*?)\)"/,
    say: ([, name, types]) =>
      `${trinoNameOf(name!)}() may be meant for several types: make one of ${types!.split(', ').map(typeName).join(', ')} by CAST.`,
  },
  {
    form: /^(?:Parser Error: )?syntax error at or near "(.*?)"/,
    say: ([, near]) => `The query cannot be read at ${near}.`,
  },
  { form: /^(?:Parser Error: )?syntax error at end of input/, say: () => 'The query ends too early.' },
  {
    form: /^(?:Invalid Input Error: )?Malformed JSON/,
    say: () => 'A text is no JSON: json_extract_scalar gives NULL for such, try(json_parse(…)) too.',
  },
]

const typeNames: Readonly<Record<string, string>> = {
  varchar: 'text', string_literal: 'text', bigint: 'number', integer: 'number', integer_literal: 'number', int64: 'number', int32: 'number',
  double: 'number', boolean: 'truth value', bool: 'truth value', timestamp: 'time', 'timestamp with time zone': 'time', date: 'date',
} // biome-ignore format: a table

const typeName = (type: string): string => typeNames[type.trim().toLowerCase()] ?? type.trim()

/** What DuckDB's message says about the query that was typed. */
export function explainError(message: string, prepared: Prepared): Explained {
  const place = placeIn(message, prepared)
  for (const { form, say } of known) {
    const found = form.exec(message)
    if (found !== null) return { message: say(found, prepared), place }
  }
  const [first = message] = message.split('\n')
  const said = first.replace(/^\w[\w ]* Error: /, '').replace(/\btrino_\w+/g, trinoNameOf)
  return { message: said.replace(/\b(?:lake|athena|case)_events\b/g, 'the table of events'), place }
}

/** `LINE 2: …part of the line` and a caret below. */
function placeIn(message: string, { sql, placeOf }: Prepared): number | null {
  const found = /\nLINE (\d+): (.*)\n( *)\^/.exec(message)
  if (found === null) return null
  const [, line, shown, blanks] = found
  const start = sql
    .split('\n')
    .slice(0, Number(line) - 1)
    .reduce((sum, text) => sum + text.length + 1, 0)
  const own = sql.slice(start).split('\n')[0]!
  const part = shown!.replace(/^\.\.\./, '').replace(/\.\.\.$/, '')
  const cut = shown!.length - shown!.replace(/^\.\.\./, '').length
  const column = own.indexOf(part) + blanks!.length - `LINE ${line}: `.length - cut
  return column < 0 ? null : placeOf(start + column)
}
