import { useMemo, useRef, useState } from 'react'
import { recordTexts, textsInColumns } from '../../../src-shared/filter/asks.ts'
import type { Copy } from '../../../src-shared/model/event.ts'
import { madeRecordSentence, notUtf8Sentence, recordCutSentence } from '../../../src-shared/words/copies.ts'
import { isRow } from '../../../src-shared/words/places.ts'
import { useFilter } from '../../state/filter.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { formatBytes, formatCount } from '../../widgets/format.ts'
import { FindInRecord } from './find-in-record.tsx'
import { FoundText } from './found-text.tsx'
import { FindContext, findIn } from './json-find.ts'
import { readJsonTree } from './json-tree.ts'
import { JsonView } from './json-view.tsx'

/** Characters drawn at once: a line of ten million would stop the window. */
const portion = 100_000

/** The record: folded for reading, its exact text, and what lies in the file where that is not its text. */
export function RecordView({ copy }: { readonly copy: Copy }) {
  const [asked, setShown] = useState<'folded' | 'text' | 'original'>('folded')
  const { text, original, isCut } = copy
  const tree = useMemo(() => (text === null || isCut ? null : readJsonTree(text)), [text, isCut])
  const box = useRef<HTMLDivElement>(null)
  const [sought, setSought] = useState(textOfFilter)
  const find = useMemo(() => (tree === null ? null : findIn(tree, sought)), [tree, sought])
  if (text === null)
    return <Empty icon="alert" text={copy.problem ?? 'The file of this record can no longer be read.'} />
  const shown = asked === 'original' && original !== null ? asked : tree === null ? 'text' : asked
  const raw = shown === 'original' ? original! : text
  return (
    <div className="record" ref={box}>
      <div className="record-bar">
        <FindInRecord find={sought} onFind={setSought} hits={find?.hits ?? null} box={box} />
        <Button look="quiet" pressed={shown === 'folded'} disabled={tree === null} onClick={() => setShown('folded')}>
          Formatted
        </Button>
        <Button look="quiet" pressed={shown === 'text'} onClick={() => setShown('text')}>
          Raw
        </Button>
        {original !== null && (
          <Button look="quiet" pressed={shown === 'original'} onClick={() => setShown('original')}>
            {isRow(copy) ? 'Row of the table' : 'As in the file'}
          </Button>
        )}
        <span className="panel-space" />
        <span className="muted">{formatBytes(copy.recordBytes)}</span>
        <CopyButton what={isCut ? 'the beginning of the record' : 'record'} text={raw} worded />
      </div>
      {copy.isMade && <p className="record-problem">{madeRecordSentence}</p>}
      {isCut && <p className="record-problem">{recordCutSentence(copy.recordBytes)}</p>}
      {!copy.isUtf8 && <p className="record-problem">{notUtf8Sentence}</p>}
      {copy.problem !== null && <p className="record-problem">{copy.problem}</p>}
      {shown === 'folded' && tree !== null ? (
        <JsonView key={text} label="Record" root={tree} find={find} />
      ) : (
        <FindContext value={find}>
          <Raw key={raw} text={raw} />
        </FindContext>
      )}
    </div>
  )
}

/** What the filter looks for as text is looked for in the record, too. */
function textOfFilter(): string {
  const { filter } = useFilter.getState()
  return [...recordTexts(filter), ...textsInColumns(filter)][0] ?? ''
}

function Raw({ text }: { readonly text: string }) {
  const [shown, setShown] = useState(portion)
  return (
    <>
      <pre className="record-raw">
        <FoundText text={text.slice(0, shown)} />
      </pre>
      {text.length > shown && (
        <p className="record-rest">
          {formatCount(text.length - shown)} more characters.{' '}
          <Button look="quiet" onClick={() => setShown(shown + portion)}>
            Show more
          </Button>
        </p>
      )}
    </>
  )
}
