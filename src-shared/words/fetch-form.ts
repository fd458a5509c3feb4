/** What the form of a fetch says of its fields, each a whole sentence. */
export const fetchFormWords = {
  address: 'The bucket is an address such as s3://bucket/prefix.',
  folder: 'The folder is a whole path. It is new, empty, or that of an earlier fetch.',
  times: 'Times are written as 2024-03-05 or 2024-03-05T10:00:00Z, in UTC.',
  accounts: 'Accounts are numbers of 12 digits, with commas between them.',
  organizations: 'Organizations are ids such as o-exampleorgid, with commas between them.',
  regions: 'Regions are codes such as us-east-1.',
  queue: 'The queue is a URL such as https://sqs.us-east-1.amazonaws.com/111122223333/name.',
  queueWithVersions: 'A queue announces current objects. For earlier versions, leave the queue out.',
} as const

/** What may be ticked. */
export const fetchChoiceWords = {
  requesterPays: 'Requester pays: this account pays for the requests',
  versions: 'Earlier versions of altered and deleted objects, of a bucket that keeps versions',
  follow: 'Follow: look again every five minutes for what is new, until it is cancelled',
} as const
