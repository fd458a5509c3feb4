import type { Enrichment } from '../model/enrichment.ts'
import { answers, type Call } from './call.ts'

/** Files of the user that tell where addresses are and whose they are. */
export const enrichmentCalls = {
  /** The files that are used, as they were read for the open case. */
  enrichment: { answeredBy: 'case', takes: null, needs: [], answers: answers<Enrichment>() },
  /**
   * Uses these files in place of those before; none where the list is empty. The columns of an open case are filled anew
   * and its rules run again, without reading the trail again. Answers when the columns are filled. A file that cannot be
   * used is told with the reason, and the others are used.
   */
  enrich: {
    answeredBy: 'case',
    takes: { files: 'chosenFiles' },
    needs: [],
    answers: answers<Enrichment, 'cancelled'>(),
  },
  /** The same, and keeps the choice for the next start. */
  chooseEnrichment: {
    answeredBy: 'host',
    takes: { paths: 'enrichmentPaths' },
    answers: answers<Enrichment, 'cancelled'>(),
  },
} as const satisfies Readonly<Record<string, Call>>
