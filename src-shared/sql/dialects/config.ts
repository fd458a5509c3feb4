import { caseTables, type Table, type TableKind, viewNames } from './tables.ts'
import { literal } from './text.ts'

/** Views of what is no event. */
export interface OtherViews {
  readonly statements: readonly string[]
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[]
}

const items = `case_table('config_items', [${caseTables.config_items!.map(literal).join(', ')}])`

/**
 * Configuration items as an event data store of Lake has them. Source: CloudTrail user guide, "Supported SQL schemas for event data
 * stores", of AWS Config.
 */
const lakeItems = `SELECT "configurationItemCaptureTime" AS "eventtime", "awsRegion" AS "awsregion", "accountId" AS "recipientaccountid",
  'ConfigurationItem' AS "eventcategory", 'AwsConfigurationItem' AS "eventtype",
  {'configurationitemcapturetime': trino_iso_time("configurationItemCaptureTime"), 'configurationitemstatus': "configurationItemStatus", 'accountid': "accountId",
   'resourcetype': "resourceType", 'resourceid': "resourceId", 'resourcename': "resourceName", 'arn': "arn", 'awsregion': "awsRegion",
   'configuration': trino_map("configuration"), 'supplementaryconfiguration': trino_map("supplementaryConfiguration"),
   'relatedevents': "relatedEvents", 'relationships': "relationships", 'tags': trino_map("tags")} AS "eventdata",
  '{"eventData":' || CAST("item" AS VARCHAR) || '}' AS "eventjson" FROM ${items}`

/** Configuration items as a table over the files that AWS Config delivers has them: a row for each file. */
const fileItems = `SELECT list({'configurationitemcapturetime': trino_iso_time("configurationItemCaptureTime"), 'configurationitemstatus': "configurationItemStatus",
   'awsaccountid': "accountId", 'resourcetype': "resourceType", 'resourceid': "resourceId", 'resourcename': "resourceName", 'arn': "arn",
   'awsregion': "awsRegion"}) AS "configurationitems", any_value("snapshotId") AS "configsnapshotid", "file" AS "$path" FROM ${items} GROUP BY "file"`

export function configViews(kinds: ReadonlySet<TableKind>, tables: readonly Table[]): OtherViews {
  const statements: string[] = []
  const named = new Set<string>()
  const make = (name: string, query: string) => statements.push(`CREATE OR REPLACE TEMP VIEW ${name} AS ${query}`)
  if (kinds.has('config')) make(viewNames.config, lakeItems)
  if (kinds.has('configFiles')) make(viewNames.configFiles, fileItems)
  if (kinds.has('config') || kinds.has('configFiles')) named.add('config_items')
  for (const { source, kind } of tables) {
    const table = source.name.toLowerCase()
    const columns = caseTables[table]
    if (kind !== 'case' || columns === undefined || statements.some((made) => made.includes(` case_${table} `)))
      continue
    make(`case_${table}`, `SELECT * FROM case_table('${table}', [${columns.map(literal).join(', ')}])`)
    named.add(table)
  }
  return { statements, tables: [...named].map((name) => ({ name, columns: caseTables[name]! })) }
}
