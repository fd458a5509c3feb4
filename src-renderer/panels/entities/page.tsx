import { withPart } from '../../../src-shared/filter/asks.ts'
import type { FilterColumn } from '../../../src-shared/filter/columns.ts'
import { appearance, type Entity, entityKinds, eventsOf } from '../../../src-shared/filter/entity.ts'
import type { Condition, Filter } from '../../../src-shared/filter/model.ts'
import { entityWords, noSuchEntity, waysOf } from '../../../src-shared/words/entities.ts'
import { menuOfSession } from '../../../src-shared/words/sessions.ts'
import { useQuery } from '../../ask/use-query.ts'
import { ActivityStrip } from '../../parts/activity-strip.tsx'
import { Answered } from '../../parts/answered.tsx'
import { ExportButton } from '../../parts/export-button.tsx'
import { RelatedCard } from '../../parts/value-card.tsx'
import { showEvents } from '../../state/open.ts'
import { showSession } from '../../state/session.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { FindingsCard } from './findings-card.tsx'

const cards = [
  ['Operations', 'eventName'],
  ['Errors', 'errorCode'],
  ['Actors', 'actor'],
  ['Source addresses', 'sourceIPAddress'],
  ['Countries of addresses', 'country'],
  ['Cities of addresses', 'city'],
  ['AS numbers of addresses', 'asn'],
  ['Owners of addresses', 'owner'],
  ['User agents', 'userAgent'],
  ['Access keys', 'accessKeyId'],
  ['Access keys issued', 'issuedAccessKeyId'],
  ['Roles behind the credentials', 'sessionIssuerArn'],
  ['Roles asked for', 'requestedRoleArn'],
  ['Buckets', 'bucketName'],
  ['Services', 'eventSource'],
  ['Regions', 'awsRegion'],
  ['Accounts', 'recipientAccountId'],
  ['Account names', 'accountName'],
  ['Principals', 'userIdentityArn'],
  ['Origins of sessions', 'origin'],
  ['Sessions', 'session'],
  ['Verdicts on log files', 'logVerdict'],
] as const satisfies readonly (readonly [string, FilterColumn])[]

const failed: Condition = { column: 'isError', operator: 'is', values: ['true'] }
const writing: Condition = { column: 'readOnly', operator: 'is', values: ['false'] }

/** All that the case tells of one entity, each number leading to its events. */
export function EntityPage({ entity }: { readonly entity: Entity }) {
  const { kind, value } = entity
  const filter = eventsOf(entity)
  const query = useQuery('profile', { filter, columns: [], limit: 1 })
  const own: readonly FilterColumn[] = entityKinds[kind]
  return (
    <article aria-label={`${entityWords[kind].one} ${value}`}>
      <header className="entity-head">
        <p className="muted">{entityWords[kind].one}</p>
        <h1>{value}</h1>
        <CopyButton what={entityWords[kind].one.toLowerCase()} text={value} />
      </header>
      <Answered query={query} loading="Counting its events…" later="Then its events are counted.">
        {({ events, firstSeen, lastSeen, errors, writes }) =>
          events === 0 ? (
            <Empty icon="entity" text={noSuchEntity} />
          ) : (
            <>
              <div className="entity-facts">
                <Button look="primary" icon="events" onClick={() => showEvents(filter)}>
                  Show {formatCounted(events, 'event')}
                </Button>
                <ExportButton filter={filter} whose={`${entityWords[kind].one.toLowerCase()} ${value}`} />
                <span>
                  {firstSeen === null ? (
                    'Seen in events without a time only'
                  ) : (
                    <>
                      Seen from <Timestamp ms={firstSeen} /> to <Timestamp ms={lastSeen} />
                    </>
                  )}
                </span>
                {kind === 'accessKey' && (
                  <Button icon="session" onClick={() => showSession(value)}>
                    {menuOfSession}
                  </Button>
                )}
                <Part of={filter} condition={failed} events={errors} words="failed call" />
                <Part of={filter} condition={writing} events={writes} words="write" />
              </div>
              {own.length > 1 && <Ways entity={entity} />}
              <ActivityStrip filter={filter} />
              <FindingsCard filter={filter} />
              <div className="value-cards">
                {cards
                  .filter(([, column]) => !own.includes(column) || own.length > 1)
                  .map(([title, column]) => (
                    <RelatedCard key={column} title={title} column={column} within={filter} entity={value} />
                  ))}
              </div>
            </>
          )
        }
      </Answered>
    </article>
  )
}

interface PartProps {
  readonly of: Filter
  readonly condition: Condition
  readonly events: number
  readonly words: string
}

const Part = ({ of, condition, events, words }: PartProps) =>
  events === 0 ? (
    <span className="muted">no {words}</span>
  ) : (
    <Button look="link" onClick={() => showEvents(withPart(of, condition))}>
      {formatCounted(events, words)}
    </Button>
  )

/** How it takes part in its events: a key that signed a request and one that was issued by it are two things. */
const Ways = ({ entity: { kind, value } }: { readonly entity: Entity }) => (
  <ul className="entity-ways" aria-label="How it takes part">
    {waysOf(kind).map(({ column, words }) => (
      <Way key={column} column={column} value={value} words={words} />
    ))}
  </ul>
)

function Way({
  column,
  value,
  words,
}: {
  readonly column: FilterColumn
  readonly value: string
  readonly words: string
}) {
  const filter = appearance(column, value)
  const query = useQuery('profile', { filter, columns: [], limit: 1 })
  if (query.state !== 'ready' || query.value.events === 0) return null
  const { events, firstSeen, lastSeen } = query.value
  return (
    <li>
      <Button look="link" onClick={() => showEvents(filter)}>
        {formatCounted(events, 'event')}
      </Button>
      : it {words}
      {firstSeen !== null && (
        <span className="muted">
          , <Timestamp ms={firstSeen} /> to <Timestamp ms={lastSeen} />
        </span>
      )}
    </li>
  )
}
