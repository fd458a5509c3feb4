import { useMemo, useState } from 'react'
import type { Copy } from '../../../src-shared/model/event.ts'
import { notUtf8Sentence } from '../../../src-shared/words/copies.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Empty } from '../../widgets/empty.tsx'
import { formatBytes, formatCount } from '../../widgets/format.ts'
import { readJsonTree } from './json-tree.ts'
import { JsonView } from './json-view.tsx'

/** Characters drawn at once: a line of ten million would stop the window. */
const portion = 100_000

/** The original record: folded for reading, or its text exactly as it lies in the file. */
export function RecordView({ copy }: { readonly copy: Copy }) {
  const [isRaw, setRaw] = useState(false)
  const { text } = copy
  const tree = useMemo(() => (text === null ? null : readJsonTree(text)), [text])
  if (text === null)
    return <Empty icon="alert" text={copy.problem ?? 'The file of this record can no longer be read.'} />
  const showsRaw = isRaw || tree === null
  return (
    <div className="record">
      <div className="record-bar">
        <Button look="quiet" pressed={!showsRaw} disabled={tree === null} onClick={() => setRaw(false)}>
          Folded
        </Button>
        <Button look="quiet" pressed={showsRaw} onClick={() => setRaw(true)}>
          Exact text
        </Button>
        <span className="panel-space" />
        <span className="muted">{formatBytes(copy.length)}</span>
        <CopyButton what="record" text={text} worded />
      </div>
      {!copy.isUtf8 && <p className="record-problem">{notUtf8Sentence}</p>}
      {copy.problem !== null && <p className="record-problem">{copy.problem}</p>}
      {showsRaw || tree === null ? <Raw key={text} text={text} /> : <JsonView key={text} root={tree} />}
    </div>
  )
}

function Raw({ text }: { readonly text: string }) {
  const [shown, setShown] = useState(portion)
  return (
    <>
      <pre className="record-raw">{text.slice(0, shown)}</pre>
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
