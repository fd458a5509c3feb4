import { useMemo, useState } from 'react'
import { parseArn, resourceOfArn } from '../../../src-shared/what/arn.ts'
import { Icon } from '../../widgets/icon.tsx'
import './json-view.css'
import { decodedText } from './decoded-text.ts'
import { type JsonMember, type JsonNode, readJsonTree } from './json-tree.ts'

interface NodeProps {
  readonly node: JsonNode
  /** As written; null for the root and in arrays. */
  readonly name: string | null
  readonly depth: number
  /** Keys from the record down to it, with dots between them; those of lists left out. */
  readonly path: string
}

const openDepth = 3
/** More members than this are shown a portion at a time. */
const portion = 100
const longestString = 2_000

interface JsonViewProps {
  readonly root: JsonNode
  /** Of the root in the record, where it is a part of one. */
  readonly path?: string
}

export const JsonView = ({ root, path = '' }: JsonViewProps) => (
  <div className="json mono">
    <Node node={root} name={null} depth={0} path={path} />
  </div>
)

function Node({ node, name, depth, path }: NodeProps) {
  const label = name === null ? null : <span className="json-key">{name}: </span>
  if ('source' in node) {
    return (
      <div className="json-leaf">
        {label}
        <Leaf kind={node.kind} source={node.source} />
        {node.kind === 'string' && <Meaning source={node.source} path={path} />}
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
  return <Branch kind={node.kind} members={node.members} label={label} depth={depth} path={path} />
}

interface BranchProps {
  readonly kind: 'object' | 'array'
  readonly members: readonly JsonMember[]
  readonly label: React.ReactNode
  readonly depth: number
  readonly path: string
}

/** Members are drawn once it is open, a portion at a time: records reach 10 MB. */
function Branch({ kind, members, label, depth, path }: BranchProps) {
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
              <Node key={at} node={node} name={key} depth={depth + 1} path={pathBelow(path, key)} />
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

/** A key as written is in quotes; one in a list has none. */
function pathBelow(path: string, key: string | null): string {
  if (key === null) return path
  const name = textOf(key)
  return path === '' ? name : `${path}.${name}`
}

/** The text of a JSON string as written. Escapes that JSON does not know are left as they are. */
function textOf(source: string): string {
  try {
    return String(JSON.parse(source))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return source.slice(1, -1)
  }
}

const decodedWords = { policy: 'Policy, decoded', json: 'JSON, decoded', 'user-data': 'User data, decoded' } as const

/** What a string holds beyond its letters: a document that was sent as text, or the parts of an ARN. */
function Meaning({ source, path }: { readonly source: string; readonly path: string }) {
  const text = useMemo(() => textOf(source), [source])
  const decoded = useMemo(() => decodedText(text, path), [text, path])
  const tree = useMemo(() => (decoded === null ? null : readJsonTree(decoded.text)), [decoded])
  if (decoded === null) return <ArnParts text={text} />
  return (
    <div className="json-decoded">
      <span className="json-note">{decodedWords[decoded.kind]}</span>
      {decoded.kind === 'user-data' || tree === null ? (
        <pre>{decoded.text}</pre>
      ) : (
        <Node node={tree} name={null} depth={0} path="" />
      )}
    </div>
  )
}

function ArnParts({ text }: { readonly text: string }) {
  const arn = parseArn(text)
  if (arn === null) return null
  const { noun, name } = resourceOfArn(arn)
  const parts = [
    `${noun} ${name}`,
    arn.account === '' ? null : `account ${arn.account}`,
    arn.region === '' ? null : arn.region,
  ]
  return <div className="json-note">{parts.filter((part) => part !== null).join(' · ')}</div>
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
