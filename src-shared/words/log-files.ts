/** In a list, a CSV or JSON: up to a quote, comma, space or backslash. Hadoop writes `s3a` and `s3n`. */
const address = /s3[an]?:\/\/([^/\s"',\\]+)\/([^\s"',\\]+)/g
/** What is no log file of the layout is not what `file` holds, but a value of some record. */
const logFile = /(?:^|\/)AWSLogs\/.*\/CloudTrail(?:-[A-Za-z]+)?\/.*\.json(?:\.gz)?$/

export interface LogFileNamed {
  readonly bucket: string
  readonly key: string
}

/** The log files whose addresses stand in a text, such as a row of Athena or Trino. */
export function logFilesIn(text: string): readonly LogFileNamed[] {
  if (!text.includes('s3')) return []
  return [...text.matchAll(address)].flatMap(([, bucket = '', key = '']) =>
    logFile.test(key) ? [{ bucket, key }] : [],
  )
}
