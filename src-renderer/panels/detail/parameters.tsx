import { useMemo } from 'react'
import type { Copy } from '../../../src-shared/model/event.ts'
import { type JsonNode, readJsonTree } from './json-tree.ts'
import { JsonView } from './json-view.tsx'

/** Fields of a record whose content depends on the call, in the order in which they are asked about. */
const fieldsOfCall = [
  ['requestParameters', 'Request parameters'],
  ['responseElements', 'Response elements'],
  ['additionalEventData', 'Additional event data'],
  ['serviceEventDetails', 'Service event details'],
  ['eventContext', 'Event context: tags and condition keys'],
  ['addendum', 'Addendum'],
] as const

/** What the call was asked and what it answered, as trees. Nothing for fields that are absent or null. */
export function Parameters({ copy }: { readonly copy: Copy | undefined }) {
  const text = copy === undefined || copy.isCut ? null : copy.text
  const root = useMemo(() => (text === null ? null : readJsonTree(text)), [text])
  if (copy === undefined) return null
  if (copy.isCut) return <p className="muted parameters-told">The record is too long to show its parameters here.</p>
  if (root === null || 'source' in root) return <p className="record-problem">{copy.problem ?? unreadable}</p>
  return (
    <div className="parameters">
      {fieldsOfCall.map(([field, title]) => {
        const node = memberOf(root.members, field)
        return node === null ? null : (
          <section key={field} aria-label={title}>
            <h3>{title}</h3>
            <JsonView key={text} label={title} root={node} path={field} />
          </section>
        )
      })}
    </div>
  )
}

const unreadable = 'The record cannot be read as JSON, so its parameters are not shown.'

/** Of a key that is written twice the last counts, as in JSON.parse. */
function memberOf(members: readonly { readonly key: string | null; readonly node: JsonNode }[], name: string) {
  const node = members.findLast(({ key }) => key === `"${name}"`)?.node ?? null
  return node === null || ('source' in node && node.source === 'null') ? null : node
}
