import type { ReactNode } from 'react'
import type { ObjectUri } from '../../../src-shared/model/integrity.ts'
import { FileEventsButton } from '../../parts/file-events.tsx'
import { Verdict } from '../../parts/verdict.tsx'
import { IconButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { explain, type IntegrityObject, type ObjectKind } from './object.ts'

interface ObjectDetailProps {
  readonly object: IntegrityObject
  readonly kind: ObjectKind
  readonly onClose: () => void
}

/** Everything known of one digest or log file. */
export function ObjectDetail({ object, kind, onClose }: ObjectDetailProps) {
  const { verdict, uri, path, sha256, from, until } = object
  return (
    <section className="integrity-detail" aria-label={kind === 'logs' ? 'Log file' : 'Digest'}>
      <div className="panel-head">
        <Verdict status={verdict.status} />
        <span className="panel-space" />
        <FileEventsButton file={object} />
        <IconButton icon="close" label="Close" onClick={onClose} />
      </div>
      <div className="integrity-facts">
        <p>{explain(kind, object)}</p>
        <dl>
          <Fact name="Address in S3" copy={uri}>
            <MiddleCut text={uri} tail={60} />
          </Fact>
          <Fact name="File" copy={path}>
            {path === null ? <span className="muted">not in the folder</span> : <MiddleCut text={path} tail={60} />}
          </Fact>
          {kind === 'logs' ? (
            <Fact name="Delivered">
              <Timestamp ms={from} />
            </Fact>
          ) : (
            <Fact name="Covers delivery">
              <Timestamp ms={from} /> to <Timestamp ms={until} />
            </Fact>
          )}
          <Fact name="SHA-256 (uncompressed)" copy={sha256}>
            {sha256 === null ? <span className="muted">not known</span> : <MiddleCut text={sha256} tail={16} />}
          </Fact>
          {namedBy(verdict).map((digest) => (
            <Fact key={digest} name="Named by" copy={digest}>
              <MiddleCut text={digest} tail={60} />
            </Fact>
          ))}
        </dl>
      </div>
    </section>
  )
}

function namedBy(verdict: IntegrityObject['verdict']): readonly ObjectUri[] {
  if ('listedBy' in verdict) return [verdict.listedBy]
  return 'referencedBy' in verdict ? verdict.referencedBy : []
}

interface FactProps {
  readonly name: string
  /** What its copy button copies; without one there is no button. */
  readonly copy?: string | null
  readonly children: ReactNode
}

const Fact = ({ name, copy = null, children }: FactProps) => (
  <>
    <dt>{name}</dt>
    <dd>
      {children}
      {copy !== null && <CopyButton what={name} text={copy} />}
    </dd>
  </>
)
