import type { SchemaTable } from '../../../../src-shared/contract/index.ts'
import { columnDoc } from '../../../../src-shared/filter/columns.ts'
import { columnNamed } from '../../../../src-shared/sql/column-named.ts'
import type { SqlDialect } from '../../../../src-shared/sql/dialect.ts'
import {
  athenaColumns,
  caseColumns,
  lakeColumns,
  type Part,
  type Shape,
  type ViewColumn,
} from '../../../../src-shared/sql/dialects/schema.ts'
import { caseTables } from '../../../../src-shared/sql/dialects/tables.ts'
import { functionsOf } from '../editor/functions.ts'

type SchemaColumn = SchemaTable['columns'][number]

const types: Readonly<Record<Part['type'], string>> = {
  text: 'varchar',
  time: 'timestamp',
  flag: 'boolean',
  integer: 'bigint',
  map: 'map(varchar, varchar)',
  array: 'array(row)',
  large: 'varchar',
}

/** Types of schema.sql in these dialects. */
const typesOfSqlite: Readonly<Record<string, string>> = { TEXT: 'varchar', INTEGER: 'bigint' }

/** The tables of the case as a dialect has them: `sqlite` as the database tells them. */
export function tablesOfDialect(sqlite: readonly SchemaTable[], dialect: SqlDialect): readonly SchemaTable[] {
  if (dialect === 'sqlite') return sqlite
  const known = new Map(sqlite.map((table) => [table.name, table]))
  const events = columnsOf(caseColumns, known.get('events'))
  const others = Object.entries(caseTables).flatMap(([name, columns]) => {
    const table = known.get(name)
    const isThere = ({ name }: SchemaColumn) => columns.includes(name)
    return table === undefined ? [] : [{ name, doc: table.doc, columns: table.columns.filter(isThere).map(inTrino) }]
  })
  const functions = functionsOf(dialect).map(({ signature, doc }) => ({ signature, doc }))
  return [
    published[dialect](),
    ...['events', 'shown'].map((name) => ({ name, doc: known.get(name)?.doc ?? '', columns: events })),
    ...others,
    { name: 'functions', doc: '', columns: [], functions },
  ]
}

const published: Readonly<Record<Exclude<SqlDialect, 'sqlite'>, () => SchemaTable>> = {
  lake: () => ({
    name: '$EDS_ID',
    doc: 'Events as an event data store of CloudTrail Lake has them. The ID of any store, or any other name that is none of the tables below, stands for it.',
    columns: columnsOf(lakeColumns),
  }),
  athena: () => ({
    name: 'cloudtrail_logs',
    doc: 'Events as the table of the Athena user guide has them. Any name that is none of the tables below stands for it; partition columns such as year, region or date_partition may be compared.',
    columns: columnsOf(athenaColumns),
  }),
}

const inTrino = (column: SchemaColumn): SchemaColumn => ({
  ...column,
  type: typesOfSqlite[column.type.toUpperCase()] ?? column.type,
})

/** Fields of structs are columns here, as a query names them: `userIdentity.arn`. */
function columnsOf(columns: readonly ViewColumn[], ours?: SchemaTable): readonly SchemaColumn[] {
  const docs = new Map(ours?.columns.map(({ name, doc }) => [name, doc]))
  return columns.flatMap(({ name, shape }) => fieldsOf(name, shape, docs))
}

function fieldsOf(path: string, shape: Shape, docs: ReadonlyMap<string, string>): readonly SchemaColumn[] {
  if ('fields' in shape)
    return Object.entries(shape.fields).flatMap(([name, field]) => fieldsOf(`${path}.${name}`, field, docs))
  const named = columnNamed(path.split('.'))
  return [{ name: path, type: types[shape.type], doc: docs.get(path) ?? (named === null ? '' : columnDoc(named)) }]
}
