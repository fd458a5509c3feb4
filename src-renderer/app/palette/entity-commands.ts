import { type EntityKind, entityKinds } from '../../../src-shared/filter/entity.ts'
import { everything } from '../../../src-shared/filter/model.ts'
import { entityWords } from '../../../src-shared/words/entities.ts'
import { useQuery } from '../../ask/use-query.ts'
import { useCase } from '../../state/case.ts'
import { showEntity } from '../../state/entity.ts'
import type { Command } from '../../widgets/command-list.tsx'
import { formatCounted } from '../../widgets/format.ts'

const shortest = 2
const mostOfKind = 4

/** Entities of the case whose name holds the text, some of each kind. */
export function useEntityCommands(text: string): readonly Command[] {
  const search = text.trim()
  const actors = useFound('actor', search)
  const keys = useFound('accessKey', search)
  const addresses = useFound('address', search)
  const roles = useFound('role', search)
  const buckets = useFound('bucket', search)
  const accounts = useFound('account', search)
  const regions = useFound('region', search)
  const operations = useFound('operation', search)
  return [actors, keys, addresses, roles, buckets, accounts, regions, operations].flat()
}

function useFound(kind: EntityKind, search: string): readonly Command[] {
  const hasCase = useCase((state) => state.summary !== null)
  const isAsked = hasCase && search.length >= shortest
  const [column] = entityKinds[kind]
  const query = useQuery('facet', { filter: everything, column, search, limit: mostOfKind }, isAsked)
  if (!isAsked || query.state !== 'ready') return []
  // Enter runs what is marked: of an earlier answer, no value may stay that the text does not find any more.
  const found = query.refreshing ? query.value.values.filter(({ value }) => holds(value, search)) : query.value.values
  return found.map(({ value, events }) => ({
    id: `${kind} ${value}`,
    group: entityWords[kind].many,
    icon: 'entity',
    label: value,
    note: formatCounted(events, 'event'),
    run: () => showEntity({ kind, value }),
  }))
}

const holds = (value: string, search: string) => value.toLowerCase().includes(search.toLowerCase())
