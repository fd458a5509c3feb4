import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchTrail, planFetch } from '../../../src-main/acquire/fetch.ts'
import type { FetchReport, FetchRequest } from '../../../src-shared/model/acquisition.ts'
import type { AskedRange } from '../../../src-shared/model/verification.ts'
import type { AwsStandIn } from '../../fixtures/aws-stand-in.ts'
import { verifyHere } from '../../fixtures/case-room.ts'

/** Fetches from a stand-in of AWS into a folder of its own, with little patience. */
export class AFetch {
  readonly folder = join(mkdtempSync(join(tmpdir(), 'fetch-')), 'evidence')

  private constructor(
    readonly aws: AwsStandIn,
    readonly endpoint: string,
  ) {}

  static async from(aws: AwsStandIn): Promise<AFetch> {
    const endpoint = await aws.start()
    Object.assign(process.env, environment(endpoint))
    return new AFetch(aws, endpoint)
  }

  request = (more: Partial<FetchRequest> = {}): FetchRequest => ({
    ...plainRequest(this.aws.bucket, this.folder, this.endpoint),
    publicKeys: true,
    ...more,
  })

  run = (more: Partial<FetchRequest> = {}, signal = new AbortController().signal) =>
    fetchTrail(this.request(more), optionsWith(signal))

  plan = (more: Partial<FetchRequest> = {}) => planFetch(this.request(more), optionsWith(new AbortController().signal))

  /** Of a run that is expected to have a report. */
  async report(more: Partial<FetchRequest> = {}): Promise<FetchReport> {
    const result = await this.run(more)
    if (!result.ok) throw new Error(result.message)
    return result.value
  }

  /** What the folder proves with the keys that were fetched. */
  async verdicts(range?: AskedRange) {
    const keys = join(this.folder, 'keys')
    const trust = { paths: [this.folder, keys], keyPaths: [keys], acceptsEvidence: false }
    const { signal } = new AbortController()
    const verified = await verifyHere([this.folder, keys], { range, trust }, signal, () => {})
    if (!verified.ok) throw new Error(verified.message)
    return verified.value.report
  }

  /** Paths of all files below the folder. */
  files(): readonly string[] {
    const entries = readdirSync(this.folder, { recursive: true, withFileTypes: true })
    return entries
      .flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name).slice(this.folder.length + 1)] : []))
      .sort()
  }

  read = (name: string): Buffer => readFileSync(join(this.folder, name))

  /** Lines of the manifest. */
  manifest(): readonly Record<string, unknown>[] {
    const lines = this.read('acquisition.jsonl').toString().split('\n').slice(0, -1)
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  }
}

/** What the SDK reads, so that it asks the stand-in only. */
export const environment = (endpoint: string) => ({
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL_STS: endpoint,
  AWS_ENDPOINT_URL_CLOUDTRAIL: endpoint,
  AWS_ENDPOINT_URL_SQS: endpoint,
})

export const optionsWith = (signal: AbortSignal) => ({
  signal,
  onProgress: () => {},
  producedBy: 'Trailproof test',
  patience: { attempts: 6, firstDelayMs: 1, mostDelayMs: 2 },
  idleMs: 300,
})

/** For everything in the bucket, without public keys. */
export const plainRequest = (bucket: string, folder: string, endpoint: string): FetchRequest => ({
  source: { bucket, prefix: '' },
  folder,
  range: { from: null, until: null },
  accounts: [],
  regions: [],
  organizations: [],
  versions: false,
  publicKeys: false,
  logFiles: null,
  followMs: null,
  queue: null,
  connection: { profile: null, region: 'us-east-1', endpoint, requesterPays: false },
  given: [`s3://${bucket}`],
})
