import { fail, ok } from '../../src-shared/base/result.ts'
import type { Caller, FetchReport, FetchRequest, FetchTrouble } from '../../src-shared/model/acquisition.ts'
import type { ManifestLine } from '../formats/acquisition.ts'
import type { Bucket } from './bucket.ts'
import { isOfDisk, troubleOf } from './errors.ts'
import { Fetching } from './fetching.ts'
import { Manifest } from './manifest.ts'
import { listAsked } from './named.ts'
import { Planned } from './plan.ts'
import { Progress } from './progress.ts'
import { Queue } from './queue.ts'
import { endingOf, type FetchOptions, type FetchResult, type Run, reportOf, startRun, withBucket } from './run.ts'
import { openTarget, type Target } from './target.ts'

/** Lists what is to be fetched, and writes nothing. */
export async function planFetch(request: FetchRequest, options: FetchOptions): Promise<FetchResult> {
  const run = startRun(request, options)
  return resultOf(
    await withBucket(run, async (bucket, caller) => {
      const planned = new Planned()
      const progress = new Progress(options.onProgress)
      const ending = await endingOf(run, () =>
        listAsked(bucket, request, run.troubles, {
          object: (object) => {
            planned.add(object, false)
            progress.listed(planned.all)
          },
          deletion: () => planned.deletions++,
          note: (sentence) => run.notes.push(sentence),
        }),
      )
      return reportOf(run, bucket, caller, planned, ending)
    }),
  )
}

/** Fetches what is asked for into its folder; what an earlier run has fetched is not fetched again. */
export async function fetchTrail(request: FetchRequest, options: FetchOptions): Promise<FetchResult> {
  const target = openTarget(request.folder)
  if (!target.ok) return target
  try {
    const manifest = await Manifest.open(request.folder)
    if (!manifest.ok) return manifest
    try {
      return await fetchInto(target.value, manifest.value, request, options)
    } catch (error) {
      if (!isOfDisk(error)) throw error
      return fail('folder', troubleOf(request.folder, error)!.sentence)
    } finally {
      manifest.value.close()
    }
  } finally {
    target.value.release()
  }
}

async function fetchInto(
  target: Target,
  manifest: Manifest,
  request: FetchRequest,
  options: FetchOptions,
): Promise<FetchResult> {
  const onTrouble = (trouble: FetchTrouble) => tell(manifest, { type: 'trouble', time: now(), ...trouble })
  const run = startRun(request, options, onTrouble)
  return resultOf(
    await withBucket(run, async (bucket, caller) => {
      writeBeginning(manifest, run, bucket, caller)
      const fetching = new Fetching(run, bucket, target, manifest)
      const ending = await endingOf(run, () => workOf(run, fetching))
      run.notes.push(...fetching.notes())
      const { planned, fetched, keysFolder } = fetching
      const report = reportOf(run, bucket, caller, planned, ending)
      const whole = { ...report, fetched, keysFolder, manifest: manifest.path }
      writeEnd(manifest, whole)
      return whole
    }),
  )
}

async function workOf({ request, access, requests }: Run, fetching: Fetching): Promise<void> {
  if (request.queue === null) return fetching.everything()
  const queue = await Queue.open(request.queue, access, requests)
  try {
    await fetching.messages(queue, request.followMs !== null)
  } finally {
    queue.close()
  }
}

const resultOf = (value: FetchReport | Exclude<FetchResult, { readonly ok: true }>): FetchResult =>
  'ok' in value ? value : ok(value)

function writeBeginning(manifest: Manifest, { request, options }: Run, bucket: Bucket, caller: Caller | null): void {
  manifest.write({
    type: 'run',
    manifest: 'trailproof-acquisition',
    manifestVersion: 1,
    time: now(),
    producedBy: options.producedBy,
    caller,
    bucket: bucket.name,
    bucketRegion: bucket.region,
    endpoint: request.connection.endpoint,
    prefix: request.source.prefix,
    arguments: request.given,
    cutBytes: manifest.cutBytes,
  })
}

function writeEnd(manifest: Manifest, { ending, fetched, troublesTotal, requests, notes }: FetchReport): void {
  tell(manifest, { type: 'end', time: now(), ending, ...fetched, troubles: troublesTotal, requests, notes })
}

/** What ends a run may be a disk that is full: the report tells of it, and the manifest cannot. */
function tell(manifest: Manifest, line: ManifestLine): void {
  try {
    manifest.write(line)
  } catch (error) {
    if (!isOfDisk(error)) throw error
  }
}

const now = () => new Date().toISOString()
