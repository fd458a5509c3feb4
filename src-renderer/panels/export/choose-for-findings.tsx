import type { JobId } from '../../../src-shared/model/job.ts'
import {
  type FindingsFileFormat,
  findingsFileFacts,
  findingsFileFormats,
  findingsFileWords,
} from '../../../src-shared/words/findings-files.ts'
import { ask } from '../../ask/ask.ts'
import type { Formats } from './formats.ts'
import { ExportFrame } from './frame.tsx'
import { useFile } from './use-file.ts'

interface ChooseForFindingsProps {
  readonly onBegin: (job: JobId) => void
  readonly onClose: () => void
}

const formats: Formats<FindingsFileFormat> = findingsFileFormats.map((id) => ({ id, ...findingsFileFacts[id] }))

/** Format and place of all findings. */
export function ChooseForFindings(ends: ChooseForFindingsProps) {
  const target = useFile<FindingsFileFormat>('findings', 'csv', (format) => findingsFileFacts[format].extension)
  return (
    <ExportFrame
      {...ends}
      title={findingsFileWords.title}
      action={findingsFileWords.action}
      formats={formats}
      target={target}
      whyDisabled={null}
      onExport={(chosen) => ask('exportFindings', chosen)}
      before={<p>{findingsFileWords.about}</p>}
      manifest={<p className="muted">{findingsFileWords.manifest}</p>}
    />
  )
}
