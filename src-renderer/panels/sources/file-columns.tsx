import { isJudged, type SourceFile } from '../../../src-shared/model/event.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { kindOfOne } from '../../../src-shared/words/files.ts'
import { FileEventsCount } from '../../parts/file-events.tsx'
import { Verdict, VerdictToCome } from '../../parts/verdict.tsx'
import type { GridColumn } from '../../widgets/data-grid/types.ts'
import { formatBytes, formatCount, takenTime } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'

const count = (
  id: 'records' | 'events' | 'duplicates' | 'unparsed',
  title: string,
  width: number,
): GridColumn<SourceFile> => ({
  id,
  title,
  width,
  align: 'end',
  render: (file) => (file[id] === 0 ? <span className="muted">0</span> : formatCount(file[id])),
  text: (file) => `${file[id]}`,
})

const time = (id: 'firstEventTime' | 'lastEventTime', title: string): GridColumn<SourceFile> => ({
  id,
  title,
  width: 178,
  render: (file) => <Timestamp ms={file[id]} />,
  text: (file) => takenTime(file[id]),
})

/** Which of several opened folders a file was found under. */
const root: GridColumn<SourceFile> = {
  id: 'root',
  title: 'Opened folder',
  width: 200,
  render: ({ root }) => <MiddleCut text={root} tail={18} />,
  text: ({ root }) => root,
}

/** `isBeingJudged`: verdicts are still to come. */
export const fileColumns = (paths: readonly string[], isBeingJudged: boolean): readonly GridColumn<SourceFile>[] => {
  const [name, ...rest] = isBeingJudged
    ? columns.map((column) => (column === verdict ? verdictToCome : column))
    : columns
  return paths.length > 1 ? [name!, root, ...rest] : [name!, ...rest]
}

const verdict: GridColumn<SourceFile> = {
  id: 'verdict',
  title: 'Verdict',
  width: 116,
  render: ({ status }) => (status === null ? <span className="muted">—</span> : <Verdict status={status} />),
  text: ({ status }) => status ?? '',
}

const verdictToCome: GridColumn<SourceFile> = {
  ...verdict,
  render: ({ kind }) => (isJudged(kind) ? <VerdictToCome /> : <span className="muted">—</span>),
  text: () => '',
}

const columns: readonly GridColumn<SourceFile>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 340,
    render: ({ name, problems }) => (
      <span className="sources-name">
        {problems.length > 0 && (
          <span title={problems.join('\n')}>
            <Icon name="alert" size={13} />
            <span className="spoken">{problems.join(' ')}</span>
          </span>
        )}
        <MiddleCut text={name} tail={34} />
      </span>
    ),
    text: sourceText,
  },
  {
    id: 'kind',
    title: 'Kind',
    width: 150,
    render: ({ kind, form }) => <span title={form}>{kindOfOne(kind, form)}</span>,
    text: ({ kind, form }) => kindOfOne(kind, form),
  },
  verdict,
  {
    id: 'bytes',
    title: 'On disk',
    doc: 'Size as it lies on disk or in its archive, compressed or not.',
    width: 82,
    align: 'end',
    render: ({ bytes }) => formatBytes(bytes),
    text: ({ bytes }) => `${bytes}`,
  },
  count('records', 'Records', 72),
  {
    ...count('events', 'Events', 72),
    render: (file) => <FileEventsCount file={file} />,
  },
  count('duplicates', 'Duplicates', 90),
  count('unparsed', 'Unparsed', 84),
  time('firstEventTime', 'First event'),
  time('lastEventTime', 'Last event'),
  {
    id: 'sha256',
    title: 'SHA-256 (uncompressed)',
    doc: 'Of the uncompressed bytes, as digests state it.',
    width: 130,
    render: ({ sha256 }) =>
      sha256 === null ? <span className="muted">—</span> : <code title={sha256}>{`${sha256.slice(0, 12)}…`}</code>,
    text: ({ sha256 }) => sha256 ?? '',
  },
]
