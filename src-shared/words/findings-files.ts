/** What findings are written as, for other programs. */
export const findingsFileFacts = {
  csv: { name: 'CSV', extension: 'csv', what: 'A row for each finding, for spreadsheets.' },
  json: {
    name: 'JSON',
    extension: 'json',
    what: 'Findings, incidents, Insights, rules that found nothing, and what was not read, in one object.',
  },
  markdown: { name: 'Markdown', extension: 'md', what: 'A document to read, or to put into a ticket.' },
  sarif: {
    name: 'SARIF 2.1.0',
    extension: 'sarif',
    what: 'Results with the log files of their first events, for code scanning and trackers.',
  },
} as const satisfies Readonly<
  Record<string, { readonly name: string; readonly extension: string; readonly what: string }>
>

export type FindingsFileFormat = keyof typeof findingsFileFacts
export const findingsFileFormats = Object.keys(findingsFileFacts) as readonly FindingsFileFormat[]

export const findingsFileWords = {
  title: 'Export findings',
  action: 'Export all findings',
  about:
    'All findings of the product’s rules, and of Sigma rules that were run on this case, are written, whatever is shown now. Anomalies are not: trailproof findings --anomalies writes them.',
  noAnomalies: 'Anomalies are not in it: they were not asked for.',
  noSigma: 'No Sigma rules were run.',
  manifest: 'What the case proves, with the hash of every file that holds events',
} as const
