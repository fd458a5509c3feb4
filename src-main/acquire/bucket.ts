import type { Readable } from 'node:stream'
import {GetObjectCommand, 
  type GetObjectCommandOutput, ListObjectsV2Command, ListObjectVersionsCommand, S3Client,
} from '@aws-sdk/client-s3' // biome-ignore format: a list
import type { S3Place } from '../../src-shared/model/acquisition.ts'
import { type AwsAccess, clientOptions, type Requests } from './access.ts'
import { regionInstead } from './errors.ts'
import { retrying } from './retrying.ts'

/** One version of an object, as S3 lists it. */
export interface ListedObject {
  readonly key: string
  /** Null where versions were not listed, and of objects from before versions were kept. */
  readonly versionId: string | null
  /** The one that a plain download gives. */
  readonly isCurrent: boolean
  /** Empty where it is not known: a message that announced the object need not tell. */
  readonly etag: string
  readonly size: number
  /** ISO 8601. */
  readonly lastModified: string
}

/** What a versioned bucket remembers of a deletion: a delete marker. */
export interface Deletion {
  readonly key: string
  readonly versionId: string
  readonly deletedAt: string
  readonly isCurrent: boolean
}

export interface Page {
  readonly objects: readonly ListedObject[]
  readonly deletions: readonly Deletion[]
  /** Of a listing with a delimiter: the levels below. */
  readonly prefixes: readonly string[]
}

/** Reads from one bucket, and can do nothing else: every call to S3 that this program makes is here. */
export class Bucket {
  #client: S3Client
  #region: string

  private constructor(
    readonly name: string,
    private readonly access: AwsAccess,
    private readonly requests: Requests,
    region: string,
  ) {
    this.#region = region
    this.#client = this.#connect(region)
  }

  /** Asks for one key, so that whatever keeps everything from being read is known at once. */
  static async open({ bucket, prefix }: S3Place, access: AwsAccess, requests: Requests): Promise<Bucket> {
    const opened = new Bucket(bucket, access, requests, await access.region())
    await opened.#follow(prefix)
    return opened
  }

  /** Where the bucket answered. */
  get region(): string {
    return this.#region
  }

  async #follow(prefix: string): Promise<void> {
    const look = () => this.#list({ Prefix: prefix, MaxKeys: 1 })
    try {
      await look()
    } catch (error) {
      const region = regionInstead(error)
      if (region === null || region === this.#region) throw error
      this.#region = region
      this.#client.destroy()
      this.#client = this.#connect(region)
      await look()
    }
  }

  #connect(region: string): S3Client {
    const { endpoint } = this.access.connection
    // Servers other than AWS's have no names for buckets.
    return new S3Client({
      ...clientOptions(this.access, 'S3', region, endpoint),
      ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
      // An ARN of an access point names its Region.
      useArnRegion: true,
    })
  }

  /** The object that has this key; null where there is none. */
  async find(key: string): Promise<ListedObject | null> {
    // Keys that begin with it come behind it.
    const first = await this.firstBelow(key)
    return first?.key === key ? first : null
  }

  async firstBelow(prefix: string): Promise<ListedObject | null> {
    const { Contents: [first] = [] } = await this.#list({ Prefix: prefix, MaxKeys: 1 })
    return first === undefined ? null : { ...described(first), versionId: null, isCurrent: true }
  }

  /** The levels right below a prefix, and objects that lie beside them. */
  levels(prefix: string): AsyncGenerator<Page> {
    return this.#pages(prefix, null, '/')
  }

  /** All objects below a prefix whose keys come behind `after`, in the order of their keys. */
  objects(prefix: string, after: string | null): AsyncGenerator<Page> {
    return this.#pages(prefix, after, undefined)
  }

  async *#pages(prefix: string, after: string | null, delimiter: '/' | undefined): AsyncGenerator<Page> {
    let token: string | undefined
    do {
      const page = await this.#list({
        Prefix: prefix,
        Delimiter: delimiter,
        ...(token === undefined ? { StartAfter: after ?? undefined } : { ContinuationToken: token }),
      })
      yield {
        objects: (page.Contents ?? []).map((listed) => ({ ...described(listed), versionId: null, isCurrent: true })),
        deletions: [],
        prefixes: (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix),
      }
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined
    } while (token !== undefined)
  }

  /** The same as `objects`, with every version and every deletion. */
  async *versions(prefix: string, after: string | null): AsyncGenerator<Page> {
    let key = after ?? undefined
    let version: string | undefined
    do {
      const page = await this.#ask('ListObjectVersions', (options) =>
        this.#client.send(
          new ListObjectVersionsCommand({
            ...this.#common(),
            Prefix: prefix,
            KeyMarker: key,
            VersionIdMarker: version,
          }),
          options,
        ),
      )
      yield {
        objects: (page.Versions ?? []).map((listed) => ({
          ...described(listed),
          versionId: listed.VersionId === 'null' ? null : (listed.VersionId ?? null),
          isCurrent: listed.IsLatest ?? true,
        })),
        deletions: (page.DeleteMarkers ?? []).map(({ Key = '', VersionId = '', LastModified, IsLatest = false }) => ({
          key: Key,
          versionId: VersionId,
          deletedAt: LastModified?.toISOString() ?? '',
          isCurrent: IsLatest,
        })),
        prefixes: [],
      }
      const isMore = page.IsTruncated === true
      key = isMore ? page.NextKeyMarker : undefined
      version = isMore ? page.NextVersionIdMarker : undefined
    } while (key !== undefined)
  }

  /** One attempt: whoever reads the body tries again. Refused where the object is another by now than was listed. */
  async get({ key, versionId, etag }: ListedObject): Promise<GetObjectCommandOutput & { readonly Body: Readable }> {
    this.requests.count('GetObject')
    const object = await this.#client.send(
      new GetObjectCommand({
        ...this.#common(),
        Key: key,
        ...(versionId !== null ? { VersionId: versionId } : etag === '' ? {} : { IfMatch: etag }),
      }),
      { abortSignal: this.access.signal },
    )
    return object as GetObjectCommandOutput & { readonly Body: Readable }
  }

  #list(asked: {
    Prefix: string
    Delimiter?: string | undefined
    MaxKeys?: number
    StartAfter?: string | undefined
    ContinuationToken?: string
  }) {
    return this.#ask('ListObjectsV2', (options) =>
      this.#client.send(new ListObjectsV2Command({ ...this.#common(), ...asked }), options),
    )
  }

  #ask<T>(call: string, send: (options: { readonly abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
    const { patience, signal } = this.access
    return retrying(
      () => {
        this.requests.count(call)
        return send({ abortSignal: signal })
      },
      patience,
      signal,
    )
  }

  #common() {
    const { requesterPays } = this.access.connection
    return { Bucket: this.name, ...(requesterPays ? { RequestPayer: 'requester' as const } : {}) }
  }

  close(): void {
    this.#client.destroy()
  }
}

/** `<Key>` and the like are always there (S3 API reference, "ListObjectsV2"). */
function described(listed: { Key?: string; ETag?: string; Size?: number; LastModified?: Date }) {
  const { Key = '', ETag = '', Size = 0, LastModified } = listed
  return { key: Key, etag: ETag, size: Size, lastModified: LastModified?.toISOString() ?? '' }
}
