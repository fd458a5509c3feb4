import type { DatabaseImage } from './database-image.ts'
import { pageType, varintBytes, writeVarint } from './page-writer.ts'
import { writeTree } from './tree.ts'

/**
 * Rows 1 to `count` of a table whose only stored column is its INTEGER PRIMARY KEY: a record of one NULL, as the key
 * stands beside it (https://www.sqlite.org/fileformat2.html#representation_of_sql_tables).
 */
export function writeRows(image: DatabaseImage, root: number, count: number): void {
  writeTree(image, root, {
    leaf: pageType.tableLeaf,
    interior: pageType.tableInterior,
    count,
    movesUp: false,
    size: (i) => 3 + varintBytes(i + 1),
    write: (i, page, at) => {
      page[at] = 2 // bytes of the record
      const record = writeVarint(page, at + 1, i + 1)
      page[record] = 2 // bytes of its header
      page[record + 1] = 0 // NULL
    },
    divider: (i) => {
      const key = new Uint8Array(varintBytes(i + 1))
      writeVarint(key, 0, i + 1)
      return key
    },
  })
}
