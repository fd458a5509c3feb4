import { useMemo, useState } from 'react'
import type { Copy, EventDetail } from '../../../src-shared/model/event.ts'
import { copiesDifferSentence, cutNotComparedSentence, madeCopiesSentence } from '../../../src-shared/words/copies.ts'
import { placeWords } from '../../../src-shared/words/places.ts'
import { explainLog } from '../../../src-shared/words/verdicts.ts'
import { ask } from '../../ask/ask.ts'
import { useIsBeingJudged } from '../../ask/waiting.ts'
import { Verdict, VerdictToCome } from '../../parts/verdict.tsx'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatCount } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { align, differs } from './align.ts'
import './copies.css'
import { type JsonLine, jsonLines, readJsonTree } from './json-tree.ts'
import { MoreCopies } from './more-copies.tsx'

const copiesAtOnce = 50

/** Where every copy lies and what vouches for it; copies that differ stand side by side. */
export function Copies({ row, copies: firstCopies, copiesTotal, conflicting }: EventDetail) {
  const [further, setFurther] = useState<readonly Copy[]>([])
  const copies = [...firstCopies, ...further]
  const [compared, setCompared] = useState(() =>
    Math.max(
      1,
      firstCopies.findIndex(({ differs }) => differs),
    ),
  )
  const [first] = copies
  const other = copies[compared]
  const isAnyOther = copies.some(({ differs }) => differs)
  const readMore = async () => {
    const page = await ask('eventCopies', { row, offset: copies.length, limit: copiesAtOnce })
    if (page.ok) setFurther([...further, ...page.value.copies])
  }
  return (
    <div className="copies">
      {conflicting && (
        <p className="copies-conflict" role="note">
          {copiesDifferSentence}
        </p>
      )}
      {!conflicting && isAnyOther && <p className="muted">{madeCopiesSentence}</p>}
      <ol>
        {copies.map((copy, at) => (
          <li key={`${copy.file} ${copy.index}`}>
            <Provenance copy={copy} title={copiesTotal === 1 ? 'Source' : `Copy ${at + 1}`} />
            {copy.differs && (
              <Button look="quiet" pressed={at === compared} onClick={() => setCompared(at)}>
                Compare with copy 1
              </Button>
            )}
          </li>
        ))}
      </ol>
      <MoreCopies told={copies.length} total={copiesTotal} readMore={readMore} />
      {isAnyOther && first !== undefined && other !== undefined && (
        <Comparison first={first} second={other} secondName={`Copy ${compared + 1}`} />
      )}
    </div>
  )
}

function Provenance({ copy, title }: { readonly copy: Copy; readonly title: string }) {
  const { file, uri, index, fileSha256, problem } = copy
  const isBeingJudged = useIsBeingJudged()
  const verdict = isBeingJudged ? null : copy.verdict
  return (
    <section className="provenance">
      <h3>
        {title}
        {verdict !== null && <Verdict status={verdict.status} />}
        {isBeingJudged && <VerdictToCome />}
      </h3>
      {verdict !== null && <p className="muted">{explainLog(verdict)}</p>}
      {problem !== null && <p className="record-problem">{problem}</p>}
      <dl>
        <dt>File</dt>
        <dd>
          <MiddleCut text={file} tail={34} />
          <CopyButton what="file path" text={file} />
        </dd>
        {uri !== null && (
          <>
            <dt>Object</dt>
            <dd>
              <MiddleCut text={uri} tail={34} />
              <CopyButton what="object" text={uri} />
            </dd>
          </>
        )}
        <dt>Record</dt>
        <dd>
          Number {formatCount(index + 1)} in the file: {placeWords(copy)}
        </dd>
        <dt>SHA-256</dt>
        <dd>
          <MiddleCut text={fileSha256} tail={12} />
          <CopyButton what="SHA-256" text={fileSha256} />
        </dd>
      </dl>
    </section>
  )
}

const mostLines = 5_000
const indent = 12

interface ComparisonProps {
  readonly first: Copy
  readonly second: Copy
  readonly secondName: string
}

/** A leaf a line, the same place beside the same place; where the copies differ both sides are marked. */
function Comparison({ first, second, secondName }: ComparisonProps) {
  const [left, right] = useMemo(() => [linesOf(first), linesOf(second)], [first, second])
  const pairs = useMemo(() => (left === null || right === null ? null : align(left, right)), [left, right])
  if (first.isCut || second.isCut) return <p className="record-problem">{cutNotComparedSentence}</p>
  if (pairs === null) return <p className="record-problem">A copy cannot be read as JSON; compare their raw texts.</p>
  const different = pairs.filter(differs).length
  const isCut = left?.length === mostLines || right?.length === mostLines
  return (
    <section aria-label="Comparison">
      <h3>{different === 1 ? '1 line differs' : `${formatCount(different)} lines differ`}</h3>
      {isCut && <p className="muted">Only the first {formatCount(mostLines)} lines of each copy are compared.</p>}
      <table className="comparison mono">
        <thead>
          <tr>
            <th>Copy 1</th>
            <th>{secondName}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew with every comparison
            <tr key={at} className={differs(pair) ? 'comparison-differs' : undefined}>
              <Side line={pair.left} isMarked={differs(pair)} />
              <Side line={pair.right} isMarked={differs(pair)} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function linesOf({ text, isCut }: Copy): readonly JsonLine[] | null {
  const tree = text === null || isCut ? null : readJsonTree(text)
  return tree === null ? null : jsonLines(tree, mostLines)
}

function Side({ line, isMarked }: { readonly line: JsonLine | null; readonly isMarked: boolean }) {
  if (line === null) return <td className="comparison-absent">not here</td>
  return <td style={{ paddingLeft: 8 + line.depth * indent }}>{isMarked ? <mark>{line.text}</mark> : line.text}</td>
}
