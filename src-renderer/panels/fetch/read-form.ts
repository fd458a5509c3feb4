import { readTime } from '../../../src-shared/base/read-time.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import type { FetchForm } from '../../../src-shared/contract/index.ts'
import { queueForm, regionForm } from '../../../src-shared/model/acquisition.ts'
import { fetchFormWords } from '../../../src-shared/words/fetch-form.ts'
import { readS3Place } from '../../../src-shared/words/s3-place.ts'
import { isAbsolute } from '../../parts/paths.ts'

/** What stands in the fields. */
export interface TypedForm {
  readonly address: string
  readonly folder: string
  readonly from: string
  readonly until: string
  readonly accounts: string
  readonly regions: string
  readonly profile: string
  readonly endpoint: string
  readonly organizations: string
  readonly bucketRegion: string
  readonly queue: string
  readonly versions: boolean
  readonly requesterPays: boolean
  readonly follow: boolean
  /** Keys of log files, of which only these are fetched; null: all of the trail. */
  readonly logFiles: readonly string[] | null
}

export const emptyForm: TypedForm = {
  address: '',
  folder: '',
  from: '',
  until: '',
  accounts: '',
  regions: '',
  profile: '',
  endpoint: '',
  organizations: '',
  bucketRegion: '',
  queue: '',
  versions: false,
  requesterPays: false,
  follow: false,
  logFiles: null,
}

/** What the fields ask for, or a sentence that names the first that cannot be read. */
export function readForm(typed: TypedForm): Result<FetchForm, 'unreadable'> {
  const address = typed.address.trim()
  const folder = typed.folder.trim()
  if (readS3Place(address) === null) return fail('unreadable', fetchFormWords.address)
  if (!isAbsolute(folder)) return fail('unreadable', fetchFormWords.folder)
  const [from, until] = [readEnd(typed.from), readEnd(typed.until)]
  if (from === undefined || until === undefined) return fail('unreadable', fetchFormWords.times)
  const [accounts, regions] = [listOf(typed.accounts), listOf(typed.regions)]
  if (!accounts.every((account) => /^\d{12}$/.test(account))) return fail('unreadable', fetchFormWords.accounts)
  const organizations = listOf(typed.organizations)
  if (!organizations.every((organization) => /^o-[a-z0-9]{10,32}$/.test(organization)))
    return fail('unreadable', fetchFormWords.organizations)
  const bucketRegion = textOrNull(typed.bucketRegion)
  if (![...regions, ...(bucketRegion === null ? [] : [bucketRegion])].every((region) => regionForm.test(region)))
    return fail('unreadable', fetchFormWords.regions)
  const queue = textOrNull(typed.queue)
  if (queue !== null && !queueForm.test(queue)) return fail('unreadable', fetchFormWords.queue)
  if (queue !== null && typed.versions) return fail('unreadable', fetchFormWords.queueWithVersions)
  return ok({
    address,
    folder,
    from,
    until,
    accounts,
    regions,
    organizations,
    versions: typed.versions,
    profile: textOrNull(typed.profile),
    endpoint: textOrNull(typed.endpoint),
    bucketRegion,
    requesterPays: typed.requesterPays,
    follow: typed.follow,
    queue,
    logFiles: typed.logFiles,
  })
}

/** Null where nothing is typed; undefined where it is no time. */
const readEnd = (text: string): UtcMs | null | undefined => (text.trim() === '' ? null : readTime(text)?.time)

const listOf = (text: string): readonly string[] => text.split(/[\s,]+/).filter((part) => part !== '')

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
