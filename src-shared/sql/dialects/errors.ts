import { nearest } from '../unknown-name.ts'
import { sqliteFunctions } from './foreign.ts'
import { trinoNameOf } from './functions.ts'
import type { Prepared } from './prepare.ts'

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
    form: /^Referenced column "(.+?)" not found in FROM clause/,
    say: ([, name], prepared) => `There is no column ${name} in the tables of this FROM.${meant(name!, prepared)}`,
  },
  {
    form: /^Column "(.+?)" referenced that exists in the SELECT clause/,
    say: ([, name], prepared) => `There is no column ${name} in the tables of this FROM.${meant(name!, prepared)}`,
  },
  {
    form: /^(?:Table|Values list) "(.+?)" does not have a column named "(.+?)"/,
    say: ([, table, name], prepared) => `${table} has no column ${name}.${meant(name!, prepared)}`,
  },
  {
    form: /^Referenced table "(.+?)" not found/,
    say: ([, table]) => `${table} is neither a table of this FROM nor a column with fields.`,
  },
  {
    form: /^Could not find key "(.+?)" in struct(?:[\s\S]*?Candidate Entries: (.+))?/,
    say: ([, name, entries]) =>
      `There is no field ${name}${entries === undefined ? '' : ` among ${entries.replaceAll('"', '')}`}.`,
  },
  {
    form: /^Ambiguous reference to column name "(.+?)"/,
    say: ([, name]) => `${name} is a column of more than one table of this FROM: write the table before it.`,
  },
  {
    form: /^column "(.+?)" must appear in the GROUP BY clause/,
    say: ([, name]) =>
      `${name} is neither in GROUP BY nor within an aggregate: add it to GROUP BY, or take arbitrary(${name}), which is one value of each group.`,
  },
  {
    form: /^Cannot compare values of type VARCHAR and type (TIMESTAMP|DATE)/,
    say: () =>
      "A text is compared with a time: make a time of it by from_iso8601_timestamp(eventtime), or compare with a text such as '2023-07-10T12:00:00Z'.",
  },
  {
    form: /^Cannot compare values of type (.+?) and (?:type )?(.+?) - an explicit cast is required/,
    say: ([, left, right]) =>
      `A ${typeName(left!)} is compared with a ${typeName(right!)}: make one the other by CAST.`,
  },
  {
    form: /^(?:invalid timestamp field format|timestamp field value out of range): "(.*?)"/,
    say: ([, written]) => `'${written}' is no time: write it as '2023-07-10 12:00:00'.`,
  },
  {
    form: /^invalid date field format: "(.*?)"/,
    say: ([, written]) => `'${written}' is no date: write it as '2023-07-10'.`,
  },
  {
    form: /^Could not convert string '(.*?)' to (\w+)/,
    say: ([, written, type]) => `'${written}' is no ${typeName(type!)}. try_cast gives NULL where a text is none.`,
  },
  {
    form: /^(?:Scalar|Table|Aggregate) Function with name "?(\w+)"? does not exist/,
    say: ([, name]) =>
      sqliteFunctions.includes(name!.toLowerCase())
        ? `${name}() is a function of SQLite: run the query in that dialect.`
        : `There is no function ${trinoNameOf(name!)}() in this dialect.`,
  },
  {
    form: /^No function matches the given name and argument types '(\w+)\((.*?)\)'/,
    say: ([, name, types]) =>
      `${trinoNameOf(name!)}() takes no ${types!.split(', ').map(typeName).join(', ') || 'empty list'}.`,
  },
  {
    form: /^Could not choose a best candidate function for the function call "(\w+)\((.*?)\)"/,
    say: ([, name, types]) =>
      `${trinoNameOf(name!)}() may be meant for several types: make one of ${types!.split(', ').map(typeName).join(', ')} by CAST.`,
  },
  {
    form: /^invalid perl operator: (\(\?\S*)/,
    say: ([, operator]) =>
      `The pattern has ${operator}, which the regular expressions here (RE2) do not know: they look neither ahead nor behind. Ask by two conditions.`,
  },
  {
    form: /^invalid escape sequence: (\\\S+)/,
    say: ([, sequence]) => `The pattern has ${sequence}, which the regular expressions here (RE2) do not know.`,
  },
  {
    form: /^(?:memory exhausted at or near|Max expression depth limit of|Maximum recursion depth exceeded)/,
    say: () => 'Operators, brackets or queries lie too deep within each other to be read: more than about 1,000.',
  },
  {
    form: /^syntax error at or near "(.*?)"/,
    say: ([, near]) => `The query cannot be read at ${near}.`,
  },
  { form: /^syntax error at end of input/, say: () => 'The query ends too early.' },
  {
    form: /^Malformed JSON/,
    say: () => 'A text is no JSON: json_extract_scalar gives NULL for such, try(json_parse(…)) too.',
  },
]

const typeNames: Readonly<Record<string, string>> = {
  varchar: 'text', string_literal: 'text', bigint: 'number', integer: 'number', integer_literal: 'number', int64: 'number', int32: 'number',
  double: 'number', boolean: 'truth value', bool: 'truth value', timestamp: 'time', 'timestamp with time zone': 'time', date: 'date',
} // biome-ignore format: a table

const typeName = (type: string): string => typeNames[type.trim().toLowerCase()] ?? type.trim()

/** Texts of the case are values of an ENUM, which DuckDB lists one and all. */
const anEnum = /ENUM\((?:'(?:[^']|'')*'(?:, )?)*\)/g

/** What DuckDB says against a query, without the type of the error, as whoever typed the query understands it. */
export function saidOf(told: string, prepared: Prepared): string {
  const message = told.replace(anEnum, 'VARCHAR')
  for (const { form, say } of known) {
    const found = form.exec(message)
    if (found !== null) return say(found, prepared)
  }
  const [first = message] = message.split('\n')
  return first
    .replace(/\btrino_\w+/g, trinoNameOf)
    .replace(/\b(?:lake|athena|case)_events(?:_chosen)?\b/g, 'the table of events')
}
