import { useState } from 'react'
import { Icon } from '../../widgets/icon.tsx'
import './json-view.css'
import type { JsonMember, JsonNode } from './json-tree.ts'

interface NodeProps {
  readonly node: JsonNode
  /** As written; null for the root and in arrays. */
  readonly name: string | null
  readonly depth: number
}

const openDepth = 3
/** More members than this are shown a portion at a time. */
const portion = 100
const longestString = 2_000

export const JsonView = ({ root }: { readonly root: JsonNode }) => (
  <div className="json mono">
    <Node node={root} name={null} depth={0} />
  </div>
)

function Node({ node, name, depth }: NodeProps) {
  const label = name === null ? null : <span className="json-key">{name}: </span>
  if ('source' in node) {
    return (
      <div className="json-leaf">
        {label}
        <Leaf kind={node.kind} source={node.source} />
      </div>
    )
  }
  if (node.members.length === 0) {
    return (
      <div className="json-leaf">
        {label}
        {node.kind === 'object' ? '{}' : '[]'}
      </div>
    )
  }
  return <Branch kind={node.kind} members={node.members} label={label} depth={depth} />
}

interface BranchProps {
  readonly kind: 'object' | 'array'
  readonly members: readonly JsonMember[]
  readonly label: React.ReactNode
  readonly depth: number
}

/** Members are drawn once it is open, a portion at a time: records reach 10 MB. */
function Branch({ kind, members, label, depth }: BranchProps) {
  const [isOpen, setOpen] = useState(depth < openDepth && members.length <= portion)
  const [shown, setShown] = useState(portion)
  const [start, end] = kind === 'object' ? ['{', '}'] : ['[', ']']
  return (
    <div>
      <button type="button" className="json-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
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
              // biome-ignore lint/suspicious/noArrayIndexKey: keys may be written twice, the place is what tells them apart
              <Node key={at} node={node} name={key} depth={depth + 1} />
            ))}
            {members.length > shown && (
              <button type="button" className="json-more" onClick={() => setShown(shown + portion)}>
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

function Leaf({ kind, source }: { readonly kind: 'string' | 'number' | 'word'; readonly source: string }) {
  const [isWhole, setWhole] = useState(source.length <= longestString)
  return (
    <>
      <span className={`json-${kind}`}>{isWhole ? source : source.slice(0, longestString)}</span>
      {!isWhole && (
        <button type="button" className="json-more" onClick={() => setWhole(true)}>
          … {source.length - longestString} more characters
        </button>
      )}
    </>
  )
}
