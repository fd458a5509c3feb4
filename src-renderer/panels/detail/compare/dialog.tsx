import { Fragment, useEffect, useMemo, useState } from 'react'
import type { AnyFailure } from '../../../../src-shared/contract/index.ts'
import type { EventDetail, Row } from '../../../../src-shared/model/event.ts'
import { comparedWords, notCompared } from '../../../../src-shared/words/comparing.ts'
import { valueMenu } from '../../../../src-shared/words/values.ts'
import { ask } from '../../../ask/ask.ts'
import { problemOf } from '../../../ask/problem-of.ts'
import { useCase } from '../../../state/case.ts'
import { clearCompared, hideComparison, toggleCompared, useCompare } from '../../../state/compare.ts'
import { showAmong } from '../../../state/open.ts'
import { onlyEvent, selectEvent } from '../../../state/selection.ts'
import { Button, IconButton } from '../../../widgets/button.tsx'
import { Dialog } from '../../../widgets/dialog.tsx'
import { Loading } from '../../../widgets/empty.tsx'
import { Problem } from '../../../widgets/problem.tsx'
import { Timestamp } from '../../../widgets/timestamp.tsx'
import { readJsonTree } from '../json-tree.ts'
import './compare.css'
import { comparedPlaces } from './places.ts'

/** Two to five events side by side, place by place of their records. */
export function CompareDialog() {
  const { rows, isShown } = useCompare()
  if (!isShown || rows.length === 0) return null
  return (
    <Dialog
      wide
      title={`Compare ${rows.length === 1 ? '1 event' : `${rows.length} events`}`}
      onClose={hideComparison}
      actions={<Button onClick={clearCompared}>Compare others</Button>}
    >
      <Compared rows={rows} />
    </Dialog>
  )
}

type Read = { readonly details: readonly EventDetail[] } | { readonly failure: AnyFailure }

function Compared({ rows }: { readonly rows: readonly Row[] }) {
  const generation = useCase((state) => state.generation)
  const [read, setRead] = useState<Read | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another generation, they are read again
  useEffect(() => {
    let isCurrent = true
    void Promise.all(rows.map((row) => ask('eventDetail', { row }))).then((answers) => {
      const failure = answers.find((answer) => !answer.ok)
      const details = answers.flatMap((answer) => (answer.ok ? [answer.value] : []))
      if (isCurrent) setRead(failure === undefined || failure.ok ? { details } : { failure })
    })
    return () => {
      isCurrent = false
    }
  }, [rows, generation])
  if (read === null) return <Loading text="Reading the records…" />
  if ('failure' in read) return <Problem {...problemOf(read.failure)} />
  return <Places details={read.details} />
}

/** Leaves of a record that are compared; one of CloudTrail has some hundred. */
const mostLeaves = 5_000

function Places({ details }: { readonly details: readonly EventDetail[] }) {
  const [showsAll, setShowsAll] = useState(false)
  const roots = useMemo(
    () => details.map(({ copies: [copy] }) => (copy?.text == null || copy.isCut ? null : readJsonTree(copy.text))),
    [details],
  )
  const places = useMemo(() => comparedPlaces(roots, mostLeaves), [roots])
  const differing = places.filter(({ differs }) => differs)
  const shown = showsAll ? places : differing
  return (
    <div className="compare">
      <p className="compare-bar">
        <span>{comparedWords(details.length, differing.length, places.length)}</span>
        <label>
          <input type="checkbox" checked={showsAll} onChange={() => setShowsAll(!showsAll)} /> Show what is equal, too
        </label>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Place in the record</th>
            {details.map((detail, at) => (
              <th key={detail.row} scope="col">
                <Title detail={detail} isRead={roots[at] !== null} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ path, texts, differs }) => (
            <tr key={path} className={differs ? 'compare-differs' : undefined}>
              <th scope="row" className="mono">
                <Path path={path} />
              </th>
              {texts.map((text, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the events keep their order
                <td key={at} className="mono">
                  {text === null ? (
                    <span className="compare-absent">{valueMenu.isAbsent}</span>
                  ) : (
                    <Written text={text} isMarked={differs} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Title({ detail: { row, values, added }, isRead }: { readonly detail: EventDetail; readonly isRead: boolean }) {
  const { eventID, eventName, eventTime } = values
  const open = () => {
    hideComparison()
    if (eventID == null) selectEvent(row)
    else showAmong(onlyEvent(String(eventID)), row)
  }
  return (
    <div className="compare-title">
      <div>
        <button type="button" className="panel-link" onClick={open}>
          {eventName ?? 'Event without a name'}
        </button>
        <div className="muted">{added.actor}</div>
        <div className="muted">
          <Timestamp ms={typeof eventTime === 'number' ? eventTime : null} />
        </div>
        {!isRead && <div className="compare-problem">{notCompared}</div>}
      </div>
      <IconButton icon="close" label="Take out of the comparison" onClick={() => toggleCompared(row)} />
    </div>
  )
}

/** A long path breaks between its names. */
const Path = ({ path }: { readonly path: string }) =>
  path.split(/(?=[.[])/).map((step, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other name
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {step}
    </Fragment>
  ))

const longest = 1_000

function Written({ text, isMarked }: { readonly text: string; readonly isMarked: boolean }) {
  const shown = text.length > longest ? `${text.slice(0, longest)}… ${text.length - longest} more characters` : text
  return isMarked ? <mark>{shown}</mark> : shown
}
