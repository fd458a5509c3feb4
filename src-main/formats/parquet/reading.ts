export { contentsOf, isOfCloudTrail } from './contents.ts'
export { footerOf } from './footer.ts'
export { parquetRecordAt, parquetRowAt, recordsInRows } from './records.ts'
export { tableOf } from './table.ts'
