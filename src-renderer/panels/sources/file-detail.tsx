import type { SourceFile } from '../../../src-shared/model/event.ts'
import { kindOfOne } from '../../../src-shared/words/files.ts'
import { useIsBeingJudged } from '../../ask/waiting.ts'
import { FileEventsButton } from '../../parts/file-events.tsx'
import { IconButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatBytes } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'

interface FileDetailProps {
  readonly file: SourceFile
  readonly onClose: () => void
}

/** What a line has no room for: whole paths, hashes, problems. */
export function FileDetail({ file, onClose }: FileDetailProps) {
  const { path, member, root, uri, sha256, kind, form, bytes, inflatedBytes, problems, notes } = file
  const isBeingJudged = useIsBeingJudged()
  const texts = [
    ['File', path],
    ...(member === null ? [] : [['Member of the archive', member] as const]),
    ['Opened folder', root],
    ['S3 URI', uri],
    ['SHA-256 (uncompressed)', sha256],
  ] as const
  return (
    <section className="sources-detail" aria-label="File">
      <div className="panel-head">
        <h3>{kindOfOne(kind, form)}</h3>
        <span className="muted">
          {formatBytes(bytes)} on disk{inflatedBytes !== null && `, ${formatBytes(inflatedBytes)} uncompressed`}
        </span>
        <span className="panel-space" />
        <FileEventsButton file={file} />
        <IconButton icon="close" label="Close" onClick={onClose} />
      </div>
      <div className="sources-facts">
        {problems.length > 0 && (
          <ul>
            {problems.map((problem) => (
              <li key={problem} className="sources-problem">
                <Icon name="alert" size={14} /> {problem}
              </li>
            ))}
          </ul>
        )}
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <dl>
          {texts.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {text === null ? (
                  <span className="muted">{isBeingJudged ? 'not known yet' : 'not known'}</span>
                ) : (
                  <MiddleCut text={text} tail={70} />
                )}
                {text !== null && <CopyButton what={name} text={text} />}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  )
}
