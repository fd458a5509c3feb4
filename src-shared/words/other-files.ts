import { formatCounted } from '../base/count.ts'
import type { IntegrityCounts, IntegrityReport } from '../model/integrity.ts'
import { signedResultsSentence } from './signed-results.ts'

/** Of files that are no log files and that no sign file proves. Null where there are none. */
export const otherFormsSentence = (files: number): string | null =>
  files === 0
    ? null
    : `${formatCounted(files, 'file')} ${files === 1 ? 'holds' : 'hold'} events in another form: no digest lists such files, so that no digest can prove them.`

/** Of files that hold events and whose hash is in a sign file, copies of one among them. */
export const signedFilesSentence = (files: number): string =>
  `${formatCounted(files, 'file of events is a query result', 'files of events are query results')} with a hash that is signed: no digest lists such files.`

/** What is to be said of files that hold events and are no log files, in sentences. */
export const otherFilesSentences = (
  { otherFiles }: IntegrityCounts,
  { results, doubts }: Pick<IntegrityReport, 'results' | 'doubts'>,
): readonly string[] =>
  [signedResultsSentence(results, doubts), otherFormsSentence(otherFiles.otherForms)].filter((told) => told !== null)
