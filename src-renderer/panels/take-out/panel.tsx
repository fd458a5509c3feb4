import { useState } from 'react'
import type { SeenPlaces } from '../../../src-shared/model/trail-place.ts'
import { type RemoteEngine, remoteEngines } from '../../../src-shared/sql/ddl/ddl.ts'
import { remoteEngineName } from '../../../src-shared/words/remote.ts'
import { takeOutWords } from '../../../src-shared/words/take-out.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { useQuery } from '../../ask/use-query.ts'
import { hideTakeOut, useTakeOut } from '../../state/take-out.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Dialog } from '../../widgets/dialog.tsx'
import { Empty, Loading } from '../../widgets/empty.tsx'
import { Problem } from '../../widgets/problem.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import { TextField } from '../../widgets/text-field.tsx'
import { type Tables, type TypedPlace, tablesOf, typedAtFirst } from './tables.ts'
import './take-out.css'

/** Shows what creates tables over the trail of the case, for Athena and Trino. It asks nothing of the network. */
export function TakeOutDialog() {
  const isShown = useTakeOut((state) => state.shown)
  return isShown ? <Asking /> : null
}

function Asking() {
  const seen = useQuery('trailPlaces', undefined)
  if (seen.state === 'ready' && seen.value.places.length > 0) return <Shown seen={seen.value} />
  return (
    <Dialog title={takeOutWords.title} onClose={hideTakeOut} actions={<Button onClick={hideTakeOut}>Close</Button>}>
      {seen.state === 'failed' ? (
        <Problem {...problemOf(seen.failure)} onRetry={seen.again} />
      ) : seen.state === 'ready' ? (
        <Empty text={takeOutWords.noTrail} />
      ) : (
        <Loading />
      )}
    </Dialog>
  )
}

const tabs = remoteEngines.map((id) => ({ id, label: remoteEngineName[id] }))

function Shown({ seen }: { readonly seen: SeenPlaces }) {
  const [engine, setEngine] = useState<RemoteEngine>('athena')
  const [typed, setTyped] = useState(() => typedAtFirst(seen))
  const tables = tablesOf(engine, seen, typed)
  const field = (name: keyof TypedPlace) => ({
    value: typed[name],
    onValue: (value: string) => setTyped({ ...typed, [name]: value }),
  })
  const isBucketKnown = seen.places.every(({ location }) => location !== null)
  return (
    <Dialog
      title={takeOutWords.title}
      onClose={hideTakeOut}
      actions={
        <>
          {'text' in tables && <CopyButton what="all statements" text={tables.text} worded />}
          <Button onClick={hideTakeOut}>Close</Button>
        </>
      }
    >
      <div className="dialog-form">
        <p>{takeOutWords.means}</p>
        <div className="dialog-pair">
          {!isBucketKnown && (
            <TextField label="Bucket and prefix" placeholder="s3://bucket/prefix" {...field('address')} />
          )}
          <TextField label="First day (UTC)" placeholder="2024-03-05" {...field('first')} />
          <TextField label="Last day (UTC)" placeholder="2024-03-07" {...field('last')} />
        </div>
        <Tabs label="Engine" tabs={tabs} selected={engine} onSelect={setEngine}>
          <Statements tables={tables} />
        </Tabs>
      </div>
    </Dialog>
  )
}

function Statements({ tables }: { readonly tables: Tables }) {
  if ('needed' in tables)
    return (
      <p className="take-out-needed" role="status">
        {tables.needed}
      </p>
    )
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it */}
      <section className="take-out-text" tabIndex={0} aria-label="Statements">
        <pre>{tables.statements}</pre>
      </section>
      <ul className="take-out-notes">
        {tables.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  )
}
