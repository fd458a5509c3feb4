import { readAddress } from '../../../src-shared/base/ip.ts'
import type { ExportColumn } from '../../../src-shared/contract/export-columns.ts'
import { isRecordPath } from '../../../src-shared/filter/columns.ts'
import { parseArn } from '../../../src-shared/what/arn.ts'
import { isHidden } from '../../../src-shared/what/record-values.ts'
import type { Snapshot } from '../../columns/snapshot.ts'
import { changedResource, isOfAws, isUniqueId } from './arn-parts.ts'
import { type Change, changedJson, isNameMember, isWordsOfAws, wordColumns } from './json-strings.ts'
import { type Known, knownSteps } from './known.ts'
import { NameFinder } from './name-finder.ts'
import { Pseudonyms } from './pseudonyms.ts'

/**
 * What identifies somebody or something of the customer's by its form, in the order in which it is looked for. Names are
 * told from the columns of the case: nothing in a text tells that a word is one.
 */
const patterns = new RegExp(
  [
    '(?<uuid>(?<![\\w-])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![\\w-]))',
    '(?<arn>arn:(?:aws[a-z-]*|\\*):[a-z0-9*-]*:[a-z0-9*-]*:(?:\\d{12}|\\*)?:[^\\s"\'\\\\,;<>(){}\\[\\]|&]+)',
    '(?<host>(?<![\\w.-])[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?(?![\\w-]))',
    '(?<email>[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)',
    '(?<key>(?<![A-Za-z0-9])A[A-Z0-9]{3}[A-Z0-9]{12,124}(?![A-Za-z0-9]))',
    '(?<dashed>(?<![\\w])ip-\\d{1,3}(?:-\\d{1,3}){3}(?![\\w-]))',
    '(?<ip4>(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w]|\\.\\d))',
    '(?<ip6>(?<![\\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4})(?![\\w:]))',
    '(?<dashedAccount>(?<![\\w-])\\d{4}-\\d{4}-\\d{4}(?![\\w-]))',
    '(?<account>(?<!\\d)\\d{12}(?!\\d))',
    // Messages of IAM, such as "The role with name Deploy cannot be found."
    '(?<named>(?<=\\b(?:[Uu]ser|[Rr]ole|[Gg]roup|[Pp]olicy|[Pp]rofile)(?: with name)? )[\\w+=,.@-]+(?= (?:cannot be|already exists|does not exist)))',
  ].join('|'),
  'g',
)

/** Pseudonyms that are made in one step. */
const madeAStep = 500

/**
 * Makes a redactor for a case. Its identifiers have their pseudonyms in an order of their own, whatever is exported: two
 * that would share one are told apart in the same way each time.
 */
export function* redactorSteps(snapshot: Snapshot, key: Buffer): Generator<undefined, Redactor> {
  const pseudonyms = new Pseudonyms(key)
  const known = yield* knownSteps(snapshot)
  const makers = [
    [known.accounts, (text: string) => pseudonyms.account(text)],
    [known.addresses, (text: string) => pseudonyms.address(text)],
    [known.names, (text: string) => pseudonyms.name(text)],
  ] as const
  for (const [texts, make] of makers)
    for (const [at, text] of [...texts].sort().entries()) {
      make(text)
      if (at % madeAStep === 0) yield
    }
  return new Redactor(known, pseudonyms)
}

/** Changes identifiers to their pseudonyms wherever they stand in what is exported. */
export class Redactor {
  readonly #pseudonyms: Pseudonyms
  readonly #known: Known
  readonly #names: NameFinder

  constructor(known: Known, pseudonyms: Pseudonyms) {
    this.#known = known
    this.#pseudonyms = pseudonyms
    this.#names = new NameFinder(known.names)
  }

  get keyFingerprint(): string {
    return this.#pseudonyms.keyFingerprint
  }

  /** A text that may hold identifiers, be it JSON or part of an URL. */
  readonly text = (text: string): string => {
    if (text === '' || isOfAws(text)) return text
    if (this.#names.has(text)) return this.#pseudonyms.name(text)
    if (isJsonText(text)) return changedJson(text, this.#change, true)
    if (this.#isHiddenIn(text)) return this.#pseudonyms.name(text)
    return /%[0-9A-Fa-f]{2}/.test(text) ? this.#encoded(text) : this.#plain(text, true)
  }

  /** The name of a principal or resource as a whole, whether or not the case tells it elsewhere. */
  readonly name = (text: string): string => (isOfAws(text) || isHidden(text) ? text : this.#namePart(text))

  /** A text that AWS chose the words of, in which only what a form tells is an identifier. */
  readonly words = (text: string): string => this.#plain(text, false)

  /** An account that is written as a number has lost the zeros that it begins with, and so does its pseudonym. */
  readonly number = (digits: string): string => {
    const account = digits.padStart(12, '0')
    return this.#known.accounts.has(account) ? String(Number(this.#pseudonyms.account(account))) : digits
  }

  readonly #change: Change = { text: this.text, words: this.words, name: this.name, number: this.number }

  /** The JSON text of a record. */
  readonly record = (text: string): string => changedJson(text, this.#change, false)

  /** A text of a column. */
  cell(text: string, column: ExportColumn): string {
    if (isRecordPath(column)) {
      const path = column.split(/[.[]/)
      if (isWordsOfAws(path)) return this.words(text)
      return isNameMember(path.at(-1)!) ? this.name(text) : this.text(text)
    }
    // A name of the user's may be a word of AWS. Owners that are not known are ranges of AWS.
    if (column === 'accountName' || (column === 'owner' && this.#names.has(text))) return this.#pseudonyms.name(text)
    return wordColumns.has(column) ? this.words(text) : this.text(text)
  }

  /** Every text within a value that JSON can write. Names of members stay. */
  value<T>(value: T): T {
    if (typeof value === 'string') return this.text(value) as T
    if (Array.isArray(value)) return value.map((each: unknown) => this.value(each)) as T
    if (typeof value !== 'object' || value === null) return value
    const changed = (key: string, each: unknown) =>
      typeof each === 'string' && isNameMember(key) ? this.name(each) : this.value(each)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, changed(key, each)])) as T
  }

  /** Whether it is base64 of a text, or of bytes that hold a text, with an identifier in it. */
  #isHiddenIn(text: string): boolean {
    if (!base64.test(text)) return false
    const bytes = Buffer.from(text, 'base64')
    const decoded = bytes.toString()
    if (!decoded.includes('\ufffd')) return this.text(decoded) !== decoded
    return (bytes.toString('latin1').match(printable) ?? []).some((part) => this.#plain(part, false) !== part)
  }

  /** Parts that are encoded as in URLs are decoded, changed, and encoded again where that changed them. */
  #encoded(text: string): string {
    return text.replace(/[^\s"'<>]+/g, (part) => {
      if (!/%[0-9A-Fa-f]{2}/.test(part)) return this.#plain(part, true)
      const decoded = decodedOrNull(part)
      if (decoded === null) return this.#plain(part, true)
      const changed = this.text(decoded)
      return changed === decoded ? part : encodeURIComponent(changed)
    })
  }

  #plain(text: string, hasNames: boolean): string {
    const named = (part: string) =>
      hasNames && part !== '' ? this.#names.changed(part, (name) => this.#pseudonyms.name(name)) : part
    let result = ''
    let kept = 0
    for (const match of text.matchAll(patterns)) {
      const changed = this.#matched(match, text)
      if (changed === null) continue
      result += named(text.slice(kept, match.index)) + changed
      kept = match.index + match[0].length
    }
    return kept === 0 ? named(text) : result + named(text.slice(kept))
  }

  /** Null where what was found is no identifier of that form. */
  #matched({ 0: found, index, groups = {} }: RegExpExecArray, text: string): string | null {
    const pseudonyms = this.#pseudonyms
    if (groups.uuid !== undefined) return this.#names.has(found) ? pseudonyms.name(found) : found
    if (groups.host !== undefined) return found
    if (groups.arn !== undefined) return this.#arn(found)
    if (groups.email !== undefined) return pseudonyms.name(found)
    if (groups.named !== undefined) return this.name(found)
    if (groups.key !== undefined) return isUniqueId(found) ? pseudonyms.key(found) : null
    if (groups.dashed !== undefined) return this.#dashedAddress(found)
    if (groups.ip4 !== undefined) return this.#ip4(found, text, index)
    if (groups.ip6 !== undefined) return /[0-9a-fA-F]/.test(found) ? this.#address(found) : null
    if (groups.dashedAccount !== undefined) return pseudonyms.account(found.replaceAll('-', ''))
    const isAlone = !/[0-9A-Za-z]/.test((text[index - 1] ?? ' ') + (text[index + found.length] ?? ' '))
    return isAlone || this.#known.accounts.has(found) ? pseudonyms.account(found) : null
  }

  #arn(text: string): string {
    const arn = parseArn(text)
    if (arn === null) return text
    const account = /^\*?$/.test(arn.account) ? arn.account : this.#pseudonyms.account(arn.account)
    const resource = changedResource(arn.service, arn.resource, (name) => this.#namePart(name))
    return ['arn', arn.partition, arn.service, arn.region, account, resource].join(':')
  }

  /** A segment of an ARN: what a form tells has the pseudonym of that form, anything else is a name. */
  #namePart(name: string): string {
    if (name === '' || this.#names.has(name)) return name === '' ? '' : this.#pseudonyms.name(name)
    const changed = this.#plain(name, false)
    return changed === name ? this.#pseudonyms.name(name) : changed
  }

  /** `Chrome/120.0.0.0` tells a version (RFC 9110, section 10.1.5), unless that is an address of the case. */
  #ip4(found: string, text: string, index: number): string | null {
    const isVersion = /[A-Za-z]\/$/.test(text.slice(Math.max(0, index - 2), index))
    return isVersion && !this.#known.addresses.has(found) ? null : this.#address(found)
  }

  #address(text: string): string | null {
    return readAddress(text) === null ? null : this.#pseudonyms.address(text)
  }

  /** Host names of instances have their address in them. */
  #dashedAddress(text: string): string | null {
    const address = this.#address(text.slice('ip-'.length).replaceAll('-', '.'))
    return address === null ? null : `ip-${address.replaceAll('.', '-')}`
  }
}

/** RFC 4648, sections 4 and 5. Shorter ones hold no identifier. */
const base64 = /^[A-Za-z0-9+/_-]{16,}={0,2}$/
/** As long as the shortest identifier that a form tells in bytes: an account. */
const printable = /[\x20-\x7e]{12,}/g

const isJsonText = (text: string): boolean => {
  if (!/^\s*[{[]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function decodedOrNull(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
