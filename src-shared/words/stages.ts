import type { Stage } from '../model/job.ts'

/** What a job does at this stage, as the window and the terminal say it. */
export const stageWords: Readonly<Record<Stage, string>> = {
  discovering: 'Looking for files',
  reading: 'Reading files',
  ordering: 'Comparing copies and ordering events',
  verifying: 'Verifying digests and log files',
  indexing: 'Indexing events',
  'looking-up': 'Looking up addresses',
  chaining: 'Following sessions',
  detecting: 'Looking for findings',
  relating: 'Joining findings to incidents',
  comparing: 'Comparing counts with what is usual',
  exporting: 'Writing the export',
  saving: 'Saving the case',
  checking: 'Reading the sources again',
  searching: 'Searching records',
  'reading-fields': 'Reading fields of records',
  listing: 'Listing objects',
  fetching: 'Fetching objects',
  keys: 'Fetching public keys',
}
