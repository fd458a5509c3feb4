import { getObject, restoreObject, s3Object } from './commands.ts'
import { bash } from './shell.ts'

/** Where a placeholder lies. */
export interface Place {
  /** The last part of its name. */
  readonly file: string
  /** Of the object in its bucket, as far as folders tell; null where they do not. */
  readonly key: string | null
}

/** `code`: of Amazon S3 API reference, "Error responses", "List of error codes". */
export function s3Error(code: string, message: string, place: Place): string {
  const said = message === '' || message.includes(code) ? message || code : `${code}, “${message}”`
  return `It is not the object, but what S3 answered instead: ${said}. ${adviceOn(code, place)}`
}

/** `message`: what the AWS CLI printed, saved in place of what was asked for. */
export function cliError(code: string, message: string, place: Place): string {
  const told = `It is an error message of the AWS CLI: “${message}”.`
  return /\b(?:GetObject|HeadObject|Download)\b/.test(message)
    ? `${told} ${adviceOn(code, place)}`
    : `${told} Run the command again.`
}

function adviceOn(code: string, place: Place): string {
  if (code === 'InvalidObjectState') {
    const object = objectAt(place)
    const restore = object === null ? '' : `: ${restoreObject(object).command}`
    return `The object is archived (S3 Glacier). Restore it first${restore}. ${fetchIt(place, 'Then fetch')}`
  }
  if (code === 'NoSuchKey' || code === 'NoSuchVersion')
    return 'There was no such object when it was asked for: look for another version of it, or for its copy in another bucket.'
  if (code.startsWith('KMS.'))
    return `The KMS key that encrypts the object could not be used. ${fetchIt(place, 'Fetch')}`
  if (code === 'AccessDenied' || code === 'AllAccessDisabled')
    return `${fetchIt(place, 'Fetch')} The credentials need s3:GetObject and, for an object encrypted with KMS, kms:Decrypt.`
  return fetchIt(place, 'Fetch')
}

/** The placeholder of the trail's bucket, which no folder tells. */
const objectAt = ({ key }: Place) => (key === null ? null : s3Object(`s3://BUCKET/${key}`))

function fetchIt(place: Place, verb: string): string {
  const object = objectAt(place)
  if (object === null) return `${verb} it again with aws s3api get-object.`
  return `${verb} it again, with the trail's bucket for BUCKET: ${getObject(object).command}`
}

export const bucketListing = (place: Place): string =>
  `It is not the object, but a list of a bucket's objects: the address that was asked for had no key. ${fetchIt(place, 'Fetch')}`

export const htmlPage = (title: string, place: Place): string =>
  `It is not the object, but a page of a web site${title === '' ? '' : ` (“${title}”)`}, such as a page to sign in. ${fetchIt(place, 'Fetch')}`

export const gitLfs = ({ file }: Place): string =>
  `It is a pointer of Git LFS to the file, not the file. Fetch it in its repository: git lfs pull ${bash.quoted(`--include=*${file}`)}`

export const gitAnnex = ({ file }: Place): string =>
  `It is a pointer of git-annex to the file, not the file. Fetch it in its repository: git annex get ${bash.quoted(`./${file}`)}`

/** Of what a fetch by Trailproof left that was killed. */
export const unfinishedDownload = (object: string): string =>
  `It is an incomplete download of ${object}, left by a fetch that was ended, and was not read. Run the fetch again.`

/** Of a name that downloads have until they end. */
export const partialDownload =
  'Its name is that of a download that did not end: what there is of it was read. Fetch the object again.'

/** Of a log file or digest without a byte. */
export const emptyObject =
  'CloudTrail delivers no empty file: the object was not fetched. An object in S3 Glacier must be restored first, and one that is encrypted with KMS needs kms:Decrypt.'
