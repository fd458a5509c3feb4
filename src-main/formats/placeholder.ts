import type { Place } from '../../src-shared/words/placeholders.ts'
import * as words from '../../src-shared/words/placeholders.ts'
import { parseFileName } from './file-name.ts'
import type { Format } from './format.ts'

/**
 * What lies in place of an object that was not fetched: what a server answered instead, saved under the object's name, or
 * a pointer to a file that is kept elsewhere.
 */
interface Placeholder {
  readonly form: string
  /** How such a file begins. */
  readonly begins: RegExp
  /** Nobody names a page of a site like an object, but many pages lie beside evidence. */
  readonly isAnyName: boolean
  /** What it is, and how the object is fetched, in sentences. */
  readonly sentence: (text: string, place: Place) => string
}

const placeholders: readonly Placeholder[] = [
  {
    // Amazon S3 API reference, "Error responses", "REST error responses".
    form: 'S3 error page',
    begins: /^(?:<\?xml[^>]*>)?\s*<Error(?: [^>]*)?>\s*<Code>/,
    isAnyName: true,
    sentence: (text, place) => words.s3Error(elementOf(text, 'Code'), elementOf(text, 'Message'), place),
  },
  {
    form: 'list of a bucket’s objects',
    begins: /^(?:<\?xml[^>]*>)?\s*<ListBucketResult\b/,
    isAnyName: true,
    sentence: (_, place) => words.bucketListing(place),
  },
  {
    form: 'error message of the AWS CLI',
    begins: /^\s*(?:fatal error: |aws: error: |download failed: [^\n]* )?An error occurred \(\w[\w.]*\)/,
    isAnyName: true,
    sentence: (text, place) =>
      words.cliError(/\((\w[\w.]*)\)/.exec(text)?.[1] ?? '', text.trim().slice(0, longestQuote), place),
  },
  {
    form: 'HTML page',
    begins: /^\s*(?:<!doctype html|<html)\b/i,
    isAnyName: false,
    sentence: (text, place) => words.htmlPage(elementOf(text, 'title'), place),
  },
  {
    // Git LFS specification, "The pointer".
    form: 'Git LFS pointer',
    begins: /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n/,
    isAnyName: true,
    sentence: (_, place) => words.gitLfs(place),
  },
  {
    // git-annex documentation, "internals": the text of an unlocked file that is not present.
    form: 'git-annex pointer',
    begins: /^\/annex\/objects\/\S+\n?$/,
    isAnyName: true,
    sentence: (_, place) => words.gitAnnex(place),
  },
]

/** No answer and no pointer is longer. */
const longest = 256 * 1024

const beginningOf = (bytes: Buffer): string => bytes.toString('utf8', 0, 4_096).replace(/^\ufeff/, '')

/** Objects of a trail, and what people save as such. */
const isNamedLikeObject = (name: string): boolean =>
  parseFileName(name) !== null || /\.(?:json|gz|zip|csv|parquet)$/i.test(name)

export const placeholderFormats: readonly Format[] = placeholders.map(({ form, begins, isAnyName }) => ({
  kind: 'placeholder',
  form,
  recognises: (head, name) =>
    head.type === 'bytes' &&
    head.bytes.length <= longest &&
    (isAnyName || isNamedLikeObject(name)) &&
    begins.test(beginningOf(head.bytes)),
  records: null,
  mayHoldEvents: false,
}))

/** What lies there instead, and what fetches the object, in sentences. `name`: path below the opened folder. */
export function placeholderSentence(bytes: Buffer, name: string): string {
  const text = beginningOf(bytes)
  const found = placeholders.find(({ begins }) => begins.test(text))!
  const file = name.slice(name.lastIndexOf('/') + 1)
  const keyAt = name.search(/(?:^|\/)AWSLogs\//)
  return found.sentence(text, { file, key: keyAt === -1 ? null : name.slice(keyAt).replace(/^\//, '') })
}

const longestQuote = 300

function elementOf(text: string, name: string): string {
  const [, content = ''] = new RegExp(`<${name}[^>]*>([^<]*)<`, 'i').exec(text) ?? []
  return content.trim().slice(0, longestQuote)
}

/** What a fetch leaves that is killed: the name of the object, where its file tells it. */
const unfinishedForm = /(?:^|\/)\.partial\/(?:\d+\.)?([^/]*)\.part$/

/** Known by its place and name: of what is cut off anywhere, the content tells nothing. */
export const unfinishedDownload: Format = {
  kind: 'placeholder',
  form: 'incomplete download',
  recognises: (_, name) => unfinishedForm.test(name),
  records: null,
  mayHoldEvents: false,
}

export const unfinishedSentence = (name: string): string => words.unfinishedDownload(unfinishedForm.exec(name)![1]!)

/**
 * Names of downloads that did not end: by browsers, curl and wget scripts, rclone (rclone documentation, `--partial-suffix`)
 * and the AWS CLI, which writes to the name with a dot and eight hex digits behind (s3transfer, `random_file_extension`).
 */
const partialForm = /\.(?:part|partial|crdownload|download|incomplete|tmp)$|\.json(?:\.gz)?\.[0-9a-fA-F]{8}$/i

export const isPartialDownload = (name: string): boolean => partialForm.test(name)
