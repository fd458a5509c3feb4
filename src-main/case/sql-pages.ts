import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { SqlPage } from '../../src-shared/contract/index.ts'
import type { Case } from './case.ts'
import type { PagedQuery } from './database.ts'
import { lookupNotes } from './lookup-notes.ts'
import type { CaseRoom } from './room.ts'
import { whenReadable } from './when-readable.ts'

type Pages = AsyncGenerator<Result<SqlPage>, void>

/** Queries of the open case that are answered page by page, by their ids. */
export class SqlPages {
  readonly #open = new Map<string, Pages>()

  constructor(private readonly room: CaseRoom) {}

  /** The first page of a query, or the next one of the query with this id. */
  async next(query: PagedQuery): Promise<Result<SqlPage>> {
    const pages = this.#open.get(query.id) ?? this.#begin(query)
    if (pages === null) return fail('no-case', 'No case is open: open a folder first.')
    const { value: page } = await pages.next()
    if (page === undefined) throw new Error(`the query ${query.id} was asked for a page after its last`)
    return page
  }

  /** Gives up the pages that were not taken. */
  async end(id: string): Promise<void> {
    const pages = this.#open.get(id)
    this.#open.delete(id)
    await pages?.return()
  }

  #begin(query: PagedQuery): Pages | null {
    const opened = this.room.current
    if (opened === null) return null
    const pages = pagesOf(opened, query)
    this.#open.set(query.id, pages)
    return pages
  }
}

/** The pages of a query of this case, with what is to be said beside them. */
export async function* pagesOf(opened: Case, query: PagedQuery): Pages {
  const { whenThere, notes } = lookupNotes(query.sql, () => opened.snapshot, whenReadable(opened, query.shown))
  for await (const page of opened.database.pages(query, whenThere))
    yield page.ok ? ok({ ...page.value, notes: [...page.value.notes, ...notes()] }) : page
}
