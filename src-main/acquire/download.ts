import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { contentOf } from '../files/content.ts'
import { Inflater } from '../files/inflate/inflater.ts'
import { defaultLimits } from '../files/source-content.ts'
import { type ObjectLine, partialEnding } from '../formats/acquisition.ts'
import type { Bucket, ListedObject } from './bucket.ts'
import { DamagedBody } from './errors.ts'
import { familyOf } from './layout.ts'
import { localName, nextName } from './local-name.ts'
import { writeWhole } from './write-whole.ts'

/** Where the parts of an acquisition lie. */
export interface Folders {
  readonly root: string
  /** What is being fetched: nothing in it is whole. */
  readonly partial: string
}

/** What is too large to be inflated here is hashed as it is only. */
const mostInflated = { ...defaultLimits, ceiling: 256 << 20 }
const mostCompressed = 32 << 20

/** Fetches objects one by one, each to a name of its own until it is whole. */
export class Downloader {
  readonly #inflater = new Inflater()

  constructor(
    private readonly bucket: Bucket,
    private readonly folders: Folders,
  ) {}

  /** One attempt. Resolves when the object is in place. */
  async fetch(object: ListedObject, lane: number): Promise<ObjectLine> {
    // Named for its object: what a run leaves that is killed tells what it is of.
    const name = basename(localName(this.bucket.name, object))
    const temporary = join(this.folders.partial, `${lane}.${name}${partialEnding}`)
    const got = await this.bucket.get(object)
    const { sha256, size } = await keepBody(got.Body, temporary, statedOf(got)).catch((error) => {
      rmSync(temporary, { force: true })
      throw error
    })
    const contentSha256 = this.#contentHash(temporary, size)
    const file = this.#place(temporary, object, sha256)
    const metadata = familyOf(object.key) === 'CloudTrail-Digest' ? headOf(got) : null
    if (metadata !== null) this.#keepMetadata(`${file}.metadata.json`, metadata, lane)
    return {
      type: 'object',
      time: new Date().toISOString(),
      bucket: this.bucket.name,
      key: object.key,
      versionId: got.VersionId ?? object.versionId,
      isCurrent: object.isCurrent,
      etag: got.ETag ?? object.etag,
      lastModified: got.LastModified?.toISOString() ?? object.lastModified,
      size,
      sha256,
      contentSha256,
      file,
      metadataSha256: metadata === null ? null : hashOf(metadata),
    }
  }

  #contentHash(path: string, size: number): string | null {
    return size > mostCompressed ? null : contentOf(readFileSync(path), mostInflated, this.#inflater).sha256
  }

  /**
   * Gives a whole file its name below the root. Nothing is ever written over: a name that is taken by other bytes (an
   * object that was exchanged since an earlier run, or two keys that the file system takes for one) stays as it is.
   */
  #place(temporary: string, object: ListedObject, sha256: string): string {
    let name = localName(this.bucket.name, object)
    if (this.#isTaken(name, sha256)) name = nextName(name, sha256)
    const path = join(this.folders.root, name)
    mkdirSync(dirname(path), { recursive: true })
    renameSync(temporary, path)
    return name
  }

  /** The same bytes may lie there already: of a run that ended before its line was written. */
  #isTaken(name: string, sha256: string): boolean {
    const path = join(this.folders.root, name)
    return existsSync(path) && hashOf(readFileSync(path)) !== sha256
  }

  #keepMetadata(name: string, metadata: string, lane: number): void {
    const temporary = join(this.folders.partial, `${lane}.metadata.part`)
    writeFileSync(temporary, metadata)
    renameSync(temporary, join(this.folders.root, name))
  }
}

type Got = Awaited<ReturnType<Bucket['get']>>

interface Stated {
  readonly size: number | undefined
  /** Null where the entity tag is no hash of the bytes. */
  readonly md5: string | null
}

/**
 * The entity tag is the MD5 of objects that were written in one part and are not encrypted with a key of KMS or of the
 * customer (S3 API reference, "Object").
 */
function statedOf({ ContentLength, ETag = '', ServerSideEncryption, SSECustomerAlgorithm }: Got): Stated {
  const isMd5 = ServerSideEncryption?.startsWith('aws:kms') !== true && SSECustomerAlgorithm === undefined
  return { size: ContentLength, md5: isMd5 ? (/^"([0-9a-f]{32})"$/.exec(ETag)?.[1] ?? null) : null }
}

/** Writes a body as it comes, and resolves when it is what was stated. */
async function keepBody(
  body: AsyncIterable<Uint8Array>,
  path: string,
  { size, md5 }: Stated,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const sha256 = createHash('sha256')
  const tag = md5 === null ? null : createHash('md5')
  let length = 0
  const opened = openSync(path, 'w')
  try {
    for await (const piece of body) {
      writeWhole(opened, piece)
      sha256.update(piece)
      tag?.update(piece)
      length += piece.length
    }
  } finally {
    closeSync(opened)
  }
  if (size !== undefined && length !== size) throw new DamagedBody(`${length} of ${size} bytes came`)
  if (tag !== null && tag.digest('hex') !== md5) throw new DamagedBody('their MD5 is not the entity tag')
  return { sha256: sha256.digest('hex'), size: length }
}

/** As `aws s3api head-object` prints it: the form in which kept metadata is read again. */
function headOf({
  LastModified,
  ContentLength,
  ETag,
  VersionId,
  ContentType,
  ContentEncoding,
  ServerSideEncryption,
  Metadata,
}: Got): string {
  const head = {
    LastModified,
    ContentLength,
    ETag,
    VersionId,
    ContentType,
    ContentEncoding,
    ServerSideEncryption,
    Metadata,
  }
  return `${JSON.stringify(head, null, 4)}\n`
}

const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
