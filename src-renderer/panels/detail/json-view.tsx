import { useContext, useState } from 'react'
import { Icon } from '../../widgets/icon.tsx'
import './json-view.css'
import { FoundText } from './found-text.tsx'
import { type Find, FindContext, isHit } from './json-find.ts'
import { JsonKeys } from './json-keys.tsx'
import { Leaf } from './json-leaf.tsx'
import { pathBelow } from './json-path.ts'
import type { JsonMember, JsonNode } from './json-tree.ts'

interface NodeProps {
  readonly node: JsonNode
  /** As written; null for the root and in arrays. */
  readonly name: string | null
  readonly depth: number
  /** Where it stands in the record; null within a document that a string holds. */
  readonly path: string | null
}

const openDepth = 3
/** More members than this are shown a portion at a time. */
const portion = 100
/** Members that are drawn for the sake of one that is looked for. */
const mostForFind = 2_000

interface JsonViewProps {
  readonly label: string
  readonly root: JsonNode
  /** Of the root in the record, where it is a part of one. */
  readonly path?: string
  /** What is looked for in it. */
  readonly find?: Find | null
}

/** A record, or a part of it. Each value opens the menu of what it leads to. */
export const JsonView = ({ label, root, path = '', find = null }: JsonViewProps) => (
  <FindContext value={find}>
    <JsonKeys label={label}>
      <JsonNodeView node={root} name={null} depth={0} path={path} />
    </JsonKeys>
  </FindContext>
)

const drawTree = (root: JsonNode) => <JsonNodeView node={root} name={null} depth={0} path={null} />

function JsonNodeView({ node, name, depth, path }: NodeProps) {
  const label = name === null ? null : <Key name={name} />
  if ('source' in node)
    return <Leaf kind={node.kind} source={node.source} label={label} path={path} drawTree={drawTree} />
  if (node.members.length === 0) {
    return (
      <div className="json-leaf">
        {label}
        {node.kind === 'object' ? '{}' : '[]'}
      </div>
    )
  }
  return <Branch node={node} label={label} depth={depth} path={path} />
}

const Key = ({ name }: { readonly name: string }) => (
  <span className="json-key">
    <FoundText text={name} />:{' '}
  </span>
)

interface BranchProps {
  readonly node: Extract<JsonNode, { readonly members: readonly JsonMember[] }>
  readonly label: React.ReactNode
  readonly depth: number
  readonly path: string | null
}

/** Members are drawn once it is open, a portion at a time: records reach 10 MB. What is looked for opens all that holds it. */
function Branch({ node, label, depth, path }: BranchProps) {
  const { kind, members } = node
  const find = useContext(FindContext)
  const [chosen, setChosen] = useState<{ readonly isOpen: boolean; readonly during: Find | null } | null>(null)
  const [wanted, setWanted] = useState(portion)
  const isOpenUnasked = find === null ? depth < openDepth && members.length <= portion : find.holders.has(node)
  const isOpen = chosen !== null && chosen.during === find ? chosen.isOpen : isOpenUnasked
  const shown = find === null ? wanted : Math.max(wanted, shownFor(members, find))
  const [start, end] = kind === 'object' ? ['{', '}'] : ['[', ']']
  return (
    <div>
      <button
        type="button"
        tabIndex={-1}
        className="json-fold"
        aria-expanded={isOpen}
        onClick={() => setChosen({ isOpen: !isOpen, during: find })}
      >
        <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={12} />
        {label}
        {start}
        {!isOpen && (
          <span className="json-more">
            {' '}
            {members.length} {end}
          </span>
        )}
      </button>
      {isOpen && (
        <>
          <div className="json-members">
            {members.slice(0, shown).map(({ key, node }, at) => (
              <JsonNodeView
                // biome-ignore lint/suspicious/noArrayIndexKey: keys may be written twice, the place is what tells them apart
                key={at}
                node={node}
                name={key}
                depth={depth + 1}
                path={path === null ? null : pathBelow(path, key, at)}
              />
            ))}
            {members.length > shown && (
              <button type="button" tabIndex={-1} className="json-more" onClick={() => setWanted(shown + portion)}>
                {members.length - shown} more
              </button>
            )}
          </div>
          <div className="json-leaf">{end}</div>
        </>
      )}
    </div>
  )
}

const shownFor = (members: readonly JsonMember[], find: Find): number =>
  members.slice(0, mostForFind).findLastIndex((member) => isHit(member, find)) + 1
