import { type ReactNode, useContext, useMemo, useState } from 'react'
import { jsonValue } from '../../../src-shared/base/json-slice.ts'
import { valueAtPath } from '../../../src-shared/filter/column-of-path.ts'
import { parseArn, resourceOfArn } from '../../../src-shared/what/arn.ts'
import { openValueMenu } from '../../state/value-menu.ts'
import { decodedText } from './decoded-text.ts'
import { FoundText } from './found-text.tsx'
import { FindContext, holds } from './json-find.ts'
import { textOfJson } from './json-path.ts'
import { type JsonNode, readJsonTree } from './json-tree.ts'

/** Characters of a string that are drawn unasked. */
const longestString = 2_000

interface LeafProps {
  readonly kind: 'string' | 'number' | 'word'
  /** As written. */
  readonly source: string
  readonly label: ReactNode
  /** Null within a document that a string holds: the filter cannot ask for it. */
  readonly path: string | null
  /** Draws a document that a string holds. */
  readonly drawTree: (root: JsonNode) => ReactNode
}

export function Leaf({ kind, source, label, path, drawTree }: LeafProps) {
  return (
    <div className="json-leaf">
      {label}
      <Written kind={kind} source={source} path={path} />
      {kind === 'string' && <Meaning source={source} path={path ?? ''} drawTree={drawTree} />}
    </div>
  )
}

function Written({ kind, source, path }: Pick<LeafProps, 'kind' | 'source' | 'path'>) {
  const find = useContext(FindContext)
  const [isAsked, setAsked] = useState(false)
  const isWhole = isAsked || source.length <= longestString || (find !== null && holds(source, find.text))
  const text = <FoundText text={isWhole ? source : source.slice(0, longestString)} />
  return (
    <>
      {path === null ? (
        <span className={`json-${kind}`}>{text}</span>
      ) : (
        <Value className={`json-value json-${kind}`} source={source} path={path}>
          {text}
        </Value>
      )}
      {!isWhole && (
        <button type="button" tabIndex={-1} className="json-more" onClick={() => setAsked(true)}>
          … {source.length - longestString} more characters
        </button>
      )}
    </>
  )
}

interface ValueProps {
  readonly className: string
  readonly source: string
  readonly path: string
  readonly children: ReactNode
}

/** Leads to the events that have the same value there. */
function Value({ className, source, path, children }: ValueProps) {
  const of = useMemo(() => valueAtPath(path, askedValue(source)), [path, source])
  if (of === null) return <span className={className.replace('json-value ', '')}>{children}</span>
  return (
    <button
      type="button"
      tabIndex={-1}
      className={className}
      aria-haspopup="menu"
      title={path}
      onClick={(event) => {
        // Text that the reader has marked is to be copied.
        if (window.getSelection()?.isCollapsed === false) return
        openValueMenu({ of, path, anchor: event.currentTarget })
      }}
      onContextMenu={(event) => {
        if (window.getSelection()?.isCollapsed === false) return
        event.preventDefault()
        openValueMenu({ of, path, anchor: event.currentTarget })
      }}
    >
      {children}
    </button>
  )
}

/** As the filter compares it. A string with escapes that JSON does not know is none. */
function askedValue(source: string): string | null {
  const value = source.startsWith('"') ? textOfJson(source) : jsonValue(source)
  return value === null ? null : String(value)
}

const decodedWords = { policy: 'Policy, decoded', json: 'JSON, decoded', 'user-data': 'User data, decoded' } as const

interface MeaningProps extends Pick<LeafProps, 'source' | 'drawTree'> {
  readonly path: string
}

/** What a string holds beyond its letters: a document that was sent as text, or the parts of an ARN. */
function Meaning({ source, path, drawTree }: MeaningProps) {
  const text = useMemo(() => textOfJson(source), [source])
  const decoded = useMemo(() => decodedText(text, path), [text, path])
  const tree = useMemo(() => (decoded === null ? null : readJsonTree(decoded.text)), [decoded])
  if (decoded === null) return <ArnParts text={text} />
  return (
    <div className="json-decoded">
      <span className="json-note">{decodedWords[decoded.kind]}</span>
      {decoded.kind === 'user-data' || tree === null ? (
        <pre>
          <FoundText text={decoded.text} />
        </pre>
      ) : (
        drawTree(tree)
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
