import { useState } from 'react'
import type { CaseSummary } from '../../../src-shared/contract/index.ts'
import { filterOf } from '../../../src-shared/filter/model.ts'
import { caseFileBanners, caseFileWords } from '../../../src-shared/words/case-file.ts'
import { largePartSentence } from '../../../src-shared/words/not-read.ts'
import { failedJob } from '../../../src-shared/words/opening.ts'
import { useCase } from '../../state/case.ts'
import { dismissViewTold, useCaseView } from '../../state/case-view.ts'
import { dismissJob, useShownJob } from '../../state/jobs.ts'
import { browseForSources, dismissOpenFailure, showEvents, useOpen } from '../../state/open.ts'
import { showUnread } from '../../state/sources.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { formatCount } from '../../widgets/format.ts'
import { Icon } from '../../widgets/icon.tsx'
import './banners.css'

interface BannerProps {
  readonly kind: 'warning' | 'danger' | 'info'
  readonly text: string
  /** What to do about it. */
  readonly action?: { readonly label: string; readonly onClick: () => void }
  /** Absent: it stays as long as it is true. */
  readonly onDismiss?: () => void
}

function Banner({ kind, text, action, onDismiss }: BannerProps) {
  return (
    <div className={`banner banner-${kind}`} role={kind === 'info' ? 'status' : 'alert'}>
      <Icon name={kind === 'info' ? 'check' : 'alert'} size={14} />
      <p>{text}</p>
      {action !== undefined && <Button onClick={action.onClick}>{action.label}</Button>}
      <CopyButton what="this message" text={text} />
      {onDismiss !== undefined && <IconButton icon="close" label="Dismiss" onClick={onDismiss} />}
    </div>
  )
}

/** Opens the case file again, with a folder to look for its sources in. */
const toFindSources = (file: CaseSummary['caseFile']): Pick<BannerProps, 'action'> =>
  file?.check.state === 'absent'
    ? { action: { label: 'Find sources…', onClick: () => browseForSources(file.path) } }
    : {}

/** Files that may hold events: digests, key lists and kept metadata do not count. */
const filesWithEvents = ({ files }: CaseSummary): number =>
  files.log +
  files['insights-log'] +
  files['network-activity-log'] +
  files['aggregated-log'] +
  files.records +
  files.other

const conflicting = filterOf([{ column: 'conflicting', operator: 'is', values: ['true'] }])

/** What stays true of the window or the case, above every section. */
export function Banners() {
  const { connection, summary, notOpened } = useCase()
  const view = useCaseView()
  const refused = useOpen((state) => state.failure)
  const job = useShownJob()
  const [seen, setSeen] = useState<string | null>(null)
  // Of a case that grew, further conflicts are news.
  const conflicts = summary === null ? null : `${summary.id} ${summary.conflicting}`
  const showsConflict = summary !== null && summary.conflicting > 0 && seen !== conflicts
  const unread = summary === null ? null : largePartSentence(summary.notRead, filesWithEvents(summary))
  const [unreadSeen, setUnreadSeen] = useState<string | null>(null)
  const largePart = unread === unreadSeen ? null : unread
  return (
    <>
      {connection === 'disconnected' && (
        <Banner
          kind="danger"
          text="Disconnected: Trailproof does not answer. What is shown may be out of date; connecting again…"
        />
      )}
      {notOpened !== null && summary === null && job === null && <Banner kind="danger" text={notOpened} />}
      {refused !== null && <Banner kind="danger" text={refused.message} onDismiss={dismissOpenFailure} />}
      {job !== null && job.state === 'failed' && (
        <Banner
          kind="danger"
          text={failedJob[job.kind](job.title, job.message ?? 'No reason was given.')}
          onDismiss={() => dismissJob(job.id)}
        />
      )}
      {job !== null && job.state === 'done' && job.kind === 'export' && (
        <Banner kind="info" text={job.message ?? `Exported: ${job.title}`} onDismiss={() => dismissJob(job.id)} />
      )}
      {summary !== null &&
        (job?.kind === 'add' || job?.kind === 'open') &&
        job.state === 'done' &&
        job.message !== null && (
          <Banner kind="info" text={`${job.title}: ${job.message}`} onDismiss={() => dismissJob(job.id)} />
        )}
      {caseFileBanners(summary?.caseFile).map((text) => (
        <Banner key={text} kind="warning" text={text} {...toFindSources(summary?.caseFile)} />
      ))}
      {caseFileWords.viewNotShown(view.notShown.later, view.notShown.damaged).map((text) => (
        <Banner key={text} kind="warning" text={text} onDismiss={dismissViewTold} />
      ))}
      {view.problem !== null && <Banner kind="danger" text={view.problem} onDismiss={dismissViewTold} />}
      {job !== null && job.state === 'done' && job.kind === 'save' && (
        <Banner kind="info" text={job.message ?? job.title} onDismiss={() => dismissJob(job.id)} />
      )}
      {summary?.partial === true && (
        <Banner kind="warning" text={`Partial: ${summary.partialReason ?? 'Not every file was read.'}`} />
      )}
      {largePart !== null && (
        <Banner
          kind="warning"
          text={largePart}
          action={{ label: 'Show', onClick: () => showUnread('files') }}
          onDismiss={() => setUnreadSeen(largePart)}
        />
      )}
      {showsConflict && (
        <Banner
          kind="warning"
          text={
            summary.conflicting === 1
              ? '1 event has copies that differ in content. Its detail shows them side by side.'
              : `${formatCount(summary.conflicting)} events have copies that differ in content. Their details show them side by side.`
          }
          action={{ label: 'Show', onClick: () => showEvents(conflicting) }}
          onDismiss={() => setSeen(conflicts)}
        />
      )}
    </>
  )
}
