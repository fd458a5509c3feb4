import { minuteMs } from '../../../src-shared/base/time.ts'
import type { RecentCase } from '../../../src-shared/contract/index.ts'
import { nameOf } from '../../parts/paths.ts'
import { forgetRecent } from '../../state/case.ts'
import { openRecent } from '../../state/open.ts'
import { IconButton } from '../../widgets/button.tsx'
import { formatCounted } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'

export function RecentCases({ recent }: { readonly recent: readonly RecentCase[] }) {
  if (recent.length === 0) return null
  return (
    <section className="welcome-recent" aria-labelledby="recent-title">
      <h2 id="recent-title">Opened before</h2>
      <ul>
        {recent.map(({ paths, keyPaths, acceptsEvidence, openedAt, events }) => (
          <li key={paths.join()}>
            <button
              type="button"
              className="welcome-case"
              title={paths.join('\n')}
              onClick={() => void openRecent({ paths, keyPaths, acceptsEvidence, openedAt, events })}
            >
              <span className="welcome-name">{namesOf(paths)}</span>
              <MiddleCut text={paths[0]!} tail={30} />
              <span className="muted">{formatCounted(events, 'event')}</span>
              <span className="muted">
                <Timestamp ms={Math.floor(openedAt / minuteMs) * minuteMs} />
              </span>
            </button>
            <IconButton icon="close" label={`Forget ${paths.join(', ')}`} onClick={() => void forgetRecent(paths)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const namesOf = ([first, ...others]: readonly string[]) =>
  others.length === 0 ? nameOf(first!) : `${nameOf(first!)} and ${others.length} more`
