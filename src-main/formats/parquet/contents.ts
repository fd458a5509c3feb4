import { isProductCloudTrail } from '../ocsf/name.ts'
import type { Footer, RowGroup } from './footer.ts'
import { ColumnPages } from './pages.ts'
import { shapeOf } from './shape.ts'
import { isTableOfEvents } from './table.ts'

/** What the rows of a Parquet file are, told by its columns and by the products that OCSF events name. */
export type Contents =
  | { readonly type: 'ocsf'; readonly products: readonly string[] }
  | { readonly type: 'events' } // columns are fields of CloudTrail
  | { readonly type: 'none' } // no rows, whatever the columns are
  | { readonly type: 'other'; readonly columns: readonly string[] }

const product = 'metadata.product.name'
const known = new WeakMap<Footer, Contents>()

/** Looks into the file once, however many formats ask. */
export function contentsOf(bytes: Buffer, footer: Footer): Contents {
  const contents = known.get(footer) ?? lookInto(bytes, footer)
  known.set(footer, contents)
  return contents
}

function lookInto(bytes: Buffer, footer: Footer): Contents {
  if (footer.rows === 0) return { type: 'none' }
  const columns = footer.schema.children.map(({ element }) => element.name)
  const isOcsf =
    columns.includes('class_uid') && shapeOf(footer.schema, ['metadata']).leaves.some(({ path }) => path === product)
  if (isOcsf) return { type: 'ocsf', products: [...productsIn(bytes, footer)] }
  return isTableOfEvents(bytes, footer) ? { type: 'events' } : { type: 'other', columns }
}

export const isOfCloudTrail = (contents: Contents): boolean =>
  contents.type === 'ocsf' && contents.products.some(isProductCloudTrail)

/** Every product that is named, or the first of CloudTrail's. A column that cannot be read names none. */
function productsIn(bytes: Buffer, footer: Footer): ReadonlySet<string> {
  const products = new Set<string>()
  try {
    for (const group of footer.groups)
      for (const name of namesIn(bytes, footer, group)) {
        if (typeof name === 'string') products.add(name)
        if (isProductCloudTrail(name)) return products
      }
  } catch {
    // What the library throws on bytes that it does not understand is of many classes.
  }
  return products
}

function* namesIn(bytes: Buffer, { schema }: Footer, group: RowGroup): Generator<unknown> {
  const column = group.columns.find(({ path_in_schema }) => path_in_schema.join('.') === product)
  const leaf = shapeOf(schema, ['metadata']).leaves.find(({ path }) => path === product)
  if (column === undefined || leaf === undefined) return
  const { min_value, max_value } = column.statistics ?? {}
  if (typeof min_value === 'string' && min_value === max_value && min_value !== '') {
    yield min_value
    return
  }
  const pages = new ColumnPages(bytes, leaf, column)
  for (let page = pages.next(); page !== null; page = pages.next()) yield* page.values()
}
