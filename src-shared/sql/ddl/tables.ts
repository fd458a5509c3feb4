import { dayMs } from '../../base/time.ts'
import type { TrailPlace } from '../../model/trail-place.ts'
import { partitions } from './event-views.ts'
import { type RecordField, recordFields } from './record-fields.ts'
import { folderOfDay, indented, literal } from './text.ts'

/**
 * The table of the log files of one place: a row for each file, whose `records` are those of the file. The folders are
 * projected: no crawler and no ADD PARTITION is needed (Athena user guide, "Use partition projection with Amazon Athena").
 */
type TableOf = (table: string, place: TrailPlace) => string

const folders = ({ location }: TrailPlace): string => `${location}\${account}/\${family}/\${region}/\${day}`

/** Athena user guide, "OpenX JSON SerDe". Texts that hold an object come as its JSON. */
export const athenaTable: TableOf = (table, place) => {
  const properties = [
    ['projection.enabled', 'true'],
    ...enumsOf(place).flatMap(([name, values]) => [
      [`projection.${name}.type`, 'enum'],
      [`projection.${name}.values`, values.join(',')],
    ]),
    ['projection.day.type', 'date'],
    ['projection.day.format', 'yyyy/MM/dd'],
    ['projection.day.range', daysOf(place).join(',')],
    ['projection.day.interval', '1'],
    ['projection.day.interval.unit', 'DAYS'],
    ['storage.location.template', folders(place)],
  ].map(([name = '', value = '']) => `${literal(name)} = ${literal(value)}`)
  return `CREATE EXTERNAL TABLE ${table} (
  records array<${hiveType(recordFields())}>
)
PARTITIONED BY (${partitions.map((name) => `\`${name}\` string`).join(', ')})
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION ${literal(place.location)}
TBLPROPERTIES (
${indented(properties.join(',\n'))}
)`
}

/** Trino documentation, "Hive connector", "Partition projection". */
export const trinoTable: TableOf = (table, place) => {
  const list = (values: readonly string[]) => `ARRAY[${values.map(literal).join(', ')}]`
  const projected = [
    ...enumsOf(place).map(
      ([name, values]) =>
        `"${name}" varchar WITH (partition_projection_type = 'enum', partition_projection_values = ${list(values)})`,
    ),
    `"day" varchar WITH (partition_projection_type = 'date', partition_projection_format = 'yyyy/MM/dd', partition_projection_range = ${list(daysOf(place))}, partition_projection_interval = 1, partition_projection_interval_unit = 'DAYS')`,
  ]
  return `CREATE TABLE ${table} (
  "records" array(${trinoType(recordFields())}),
${indented(projected.join(',\n'))}
)
WITH (
  format = 'OPENX_JSON',
  external_location = ${literal(place.location)},
  partitioned_by = ${list(partitions)},
  partition_projection_enabled = true,
  partition_projection_location_template = ${literal(folders(place))}
)`
}

const enumsOf = ({ accounts, families, regions }: TrailPlace) =>
  [
    ['account', accounts],
    ['family', families],
    ['region', regions],
  ] as const

/** Trino takes no range of one day: the day behind it is projected, too, and the views leave it out. */
function daysOf({ days: { first, last } }: TrailPlace): readonly string[] {
  const end = first === last ? new Date(Date.parse(first) + dayMs).toISOString().slice(0, 10) : last
  return [folderOfDay(first), folderOfDay(end)]
}

function hiveType(field: RecordField): string {
  if (field === 'text') return 'string'
  return `struct<${[...field].map(([name, one]) => `${name}:${hiveType(one)}`).join(',')}>`
}

function trinoType(field: RecordField): string {
  if (field === 'text') return 'varchar'
  return `row(${[...field].map(([name, one]) => `"${name}" ${trinoType(one)}`).join(', ')})`
}
