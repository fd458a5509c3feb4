import { useMemo } from 'react'
import type { Table } from '../../../../src-shared/contract/index.ts'
import type { RemotePlace } from '../../../../src-shared/model/remote.ts'
import { showFetch } from '../../../state/fetch.ts'
import { Button } from '../../../widgets/button.tsx'
import { formatCounted } from '../../../widgets/format.ts'
import { namedFiles } from './named-files.ts'

interface FetchFilesProps {
  readonly place: RemotePlace
  /** As they are shown. */
  readonly rows: Table['rows']
}

/** The way back: log files that rows name, with the digests that prove them, to be verified here. */
export function FetchFiles({ place, rows }: FetchFilesProps) {
  const [first] = useMemo(() => namedFiles(rows), [rows])
  if (first === undefined)
    return (
      <Button
        look="quiet"
        disabled
        title="No row names a log file. Select file, or &quot;$path&quot;, to have them fetched"
      >
        Fetch log files…
      </Button>
    )
  const { address, keys, elsewhere } = first
  const others = elsewhere === 0 ? '' : `; not ${formatCounted(elsewhere, 'log file')} of other places`
  return (
    <Button
      look="quiet"
      title={`Those that rows name below ${address}, with the digests that prove them${others}`}
      onClick={() => showFetch({ address, logFiles: keys, profile: place.engine === 'athena' ? place.profile : null })}
    >
      Fetch {formatCounted(keys.length, 'log file')}…
    </Button>
  )
}
