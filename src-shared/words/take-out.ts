/** Said where a case is taken to Athena or Trino. */
export const takeOutWords = {
  title: 'Take this case to Athena or Trino',
  means:
    'An engine that reads log files where they lie in S3 answers what is too large for one machine. These statements create a table of the log files and views with the columns of events. Run them there, one by one; nothing is sent from here.',
  noTrail: 'The case has no log files of a trail: nothing tells accounts, Regions and days.',
  noAddress: (text: string) => `“${text}” is no address such as s3://bucket/prefix.`,
  noDay: (text: string) => `“${text}” is no day such as 2024-03-05.`,
  daysTurned: 'The first day is later than the last.',
  bucketNeeded: 'No digest and no acquisition manifest tells the bucket: type where AWSLogs/ lies.',
} as const
