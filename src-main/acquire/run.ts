import { setMaxListeners } from 'node:events'
import { fail, type Result } from '../../src-shared/base/result.ts'
import type {
  Caller, FetchEnding, FetchProgress, FetchReport, FetchRequest, FetchTrouble,
} from '../../src-shared/model/acquisition.ts' // biome-ignore format: a list
import { fetchNotes } from '../../src-shared/words/acquisition.ts'
import { type AwsAccess, Requests, regionToBeginWith } from './access.ts'
import { callerIdentity } from './accounts.ts'
import { endpointSetting } from './agents.ts'
import { Bucket } from './bucket.ts'
import { troubleOf } from './errors.ts'
import type { Planned } from './plan.ts'
import { type Patience, usualPatience } from './retrying.ts'
import { Stopped, Troubles } from './troubles.ts'

export interface FetchOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: FetchProgress) => void
  /** `Trailproof 0.1.0` */
  readonly producedBy: string
  readonly patience?: Patience
  readonly idleMs?: number
}

export type FetchResult = Result<FetchReport, 'folder' | 'altered' | 'unreachable'>

/** What all steps of a run share. */
export interface Run {
  readonly request: FetchRequest
  readonly options: FetchOptions
  readonly access: AwsAccess
  readonly requests: Requests
  readonly troubles: Troubles
  /** Whole sentences; each step adds its own. */
  readonly notes: string[]
}

const usualIdleMs = 30_000
const listenersToSignal = 1_000

export function startRun(request: FetchRequest, options: FetchOptions, onTrouble = (_: FetchTrouble) => {}): Run {
  const { signal, patience = usualPatience, idleMs = usualIdleMs } = options
  const { range, connection } = request
  // Each request that is under way listens to it.
  setMaxListeners(listenersToSignal, signal)
  return {
    request,
    options,
    access: { connection, patience, idleMs, signal, region: once(() => regionToBeginWith(connection)) },
    requests: new Requests(),
    troubles: new Troubles(signal, onTrouble),
    notes: range.from === null && range.until === null ? [] : [fetchNotes.margin],
  }
}

function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined
  return () => {
    found ??= find()
    return found
  }
}

/** Where the bucket cannot be asked at all, nothing is done. */
export async function withBucket<T>(
  run: Run,
  use: (bucket: Bucket, caller: Caller | null) => Promise<T>,
): Promise<T | ReturnType<typeof fail<'unreachable'>>> {
  const { request, access, requests } = run
  const caller = await callerOf(run)
  const subject = `s3://${request.source.bucket}/${request.source.prefix}`
  let bucket: Bucket
  try {
    bucket = await Bucket.open(request.source, access, requests)
  } catch (error) {
    const trouble = troubleOf(subject, error)
    if (trouble === null || access.signal.aborted) throw error
    return fail('unreachable', trouble.sentence)
  }
  const asked = await access.region()
  if (bucket.region !== asked) run.notes.push(fetchNotes.followed(bucket.name, bucket.region, asked))
  try {
    return await use(bucket, caller)
  } finally {
    bucket.close()
  }
}

/** An acquisition goes on without it. Keys of a server other than AWS's are none that STS knows. */
async function callerOf({ access, requests, notes }: Run): Promise<Caller | null> {
  if (access.connection.endpoint !== null && endpointSetting('STS') === undefined) return null
  try {
    return await callerIdentity({ ...access, patience: { ...access.patience, attempts: 2 } }, requests)
  } catch (error) {
    const trouble = troubleOf('GetCallerIdentity', error)
    if (trouble === null || access.signal.aborted) throw error
    notes.push(fetchNotes.callerUnknown(trouble.sentence))
    return null
  }
}

/** Does the work to its end, or up to where nothing more can be done. */
export async function endingOf({ request, troubles, options }: Run, work: () => Promise<void>): Promise<FetchEnding> {
  try {
    await work()
    return troubles.total === 0 ? 'whole' : 'partial'
  } catch (error) {
    if (options.signal.aborted) return 'interrupted'
    if (error instanceof Stopped) return 'stopped'
    const trouble = troubleOf(request.folder, error)
    if (trouble?.code !== 'disk') throw error
    troubles.add(trouble)
    return 'stopped'
  }
}

/** Of a run that wrote nothing. */
export function reportOf(
  run: Run,
  bucket: Bucket,
  caller: Caller | null,
  planned: Planned,
  ending: FetchEnding,
): FetchReport {
  return {
    ending,
    caller,
    bucketRegion: bucket.region,
    plan: planned.plan,
    fetched: { objects: 0, bytes: 0 },
    keysFolder: null,
    manifest: null,
    requests: run.requests.counts,
    troubles: run.troubles.first,
    troublesTotal: run.troubles.total,
    notes: run.notes,
  }
}
