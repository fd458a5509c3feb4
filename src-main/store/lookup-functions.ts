import { lookupColumns } from '../../src-shared/model/enrichment.ts'
import { lookupColumn } from '../columns/lookup-column.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { Events } from '../columns/snapshot.ts'
import type { ColumnMaker } from './column-functions.ts'
import type { Addition } from './sql-database.ts'

/** What files of the user tell of the address and the account of each event. Added anew when other files are chosen. */
export const lookedUpColumns = (make: ColumnMaker, { columns }: Events, lookups: Lookups): Addition => ({
  functions: new Map(
    lookupColumns.map((column) => [`event_${column}`, make.listed(() => lookupColumn(columns, lookups, column))]),
  ),
  tables: {},
})
