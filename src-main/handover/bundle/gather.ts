import { basename } from 'node:path'
import type { ProofLink } from '../../../src-shared/model/proof.ts'
import { isMadeOf, type SourceRef, sourceText } from '../../../src-shared/model/source.ts'
import { changedSentence } from '../../../src-shared/words/files.ts'
import type { FileEntry } from '../../columns/snapshot.ts'
import { readSource } from '../../files/read.ts'
import type { BundleSource } from './bundle-source.ts'

/** A source is no longer what was opened. A bundle with holes would be no evidence. */
export class SourceChanged extends Error {}

/** What the verifiers read of a log file. */
interface BundledLog {
  readonly member: string
  /** `bucket/key`, as the digest lists it; null where no digest does. */
  readonly place: string | null
  /** The member that lists it. */
  readonly digest: string | null
  /** `verified`: all that proves it is in the bundle. Else what the case says of it. */
  readonly verdict: string | null
}

/** What the verifiers read of a digest. */
interface BundledDigest {
  readonly member: string
  /** Hex, of its metadata or as the next digest recorded it; null where the next digest proves it by its hash. */
  signature: string | null
  next: string | null
}

/** The files that some events come from, and all that proves them. */
export interface Gathered {
  /** By the number of the file; null for one whose records are made of another form, and are not shown again. */
  readonly logs: ReadonlyMap<number, BundledLog | null>
  readonly digests: readonly BundledDigest[]
  /** Fingerprints. */
  readonly keys: ReadonlySet<string>
  /** The sources of the members, to be read. */
  readonly sources: ReadonlyMap<string, FileEntry>
}

/** `files`: the numbers of the files that the events come from, in the order of their first events. */
export function gather({ linksOf, query: { snapshot } }: BundleSource, files: Iterable<number>): Gathered {
  const logs = new Map<number, BundledLog | null>()
  const keys = new Set<string>()
  const sources = new Map<string, FileEntry>()
  const byPath = new Map(snapshot.files.map((entry) => [sourceText(entry), entry]))
  const digests = new Map<string, BundledDigest>()

  const digestAt = (path: string): BundledDigest => {
    const known = digests.get(path)
    if (known !== undefined) return known
    const entry = byPath.get(path)!
    const made = { member: memberName('digests', digests.size, entry), signature: null, next: null }
    digests.set(path, made)
    sources.set(made.member, entry)
    return made
  }
  const addProof = (links: readonly ProofLink[], first: string) => {
    let digest = digestAt(first)
    for (const link of links) {
      if (link.kind === 'hash-link') {
        const next = digestAt(link.nextPath)
        digest.next = next.member
        digest = next
      } else if (link.kind === 'signature') digest.signature = link.signature
      else if (link.kind === 'key' && link.fingerprint !== null) keys.add(link.fingerprint)
    }
    return digestAt(first).member
  }

  for (const file of files) {
    const entry = snapshot.files[file]!
    if (isMadeOf(entry) || entry.encoding !== 'json') {
      logs.set(file, null)
      continue
    }
    const member = memberName('logs', logs.size, entry)
    sources.set(member, entry)
    const links = linksOf(sourceText(entry))
    const listing = links.find((link) => link.kind === 'digest-entry')
    const isProven = entry.verdict === 'verified' && links.every(({ kind, holds }) => kind === 'key' || holds === 'holds')
    if (!isProven || listing?.path == null || listing.place === null) {
      logs.set(file, { member, place: null, digest: null, verdict: entry.verdict === 'verified' ? 'unverified' : entry.verdict })
      continue
    }
    logs.set(file, { member, place: listing.place.replace(/^s3:\/\//, ''), digest: addProof(links, listing.path), verdict: 'verified' })
  }
  return { logs, digests: [...digests.values()], keys, sources }
} // biome-ignore format: one line a thing

/** `logs/000001-111122223333_CloudTrail_….json`: inflated, under a name that every system takes. */
function memberName(folder: string, count: number, { path, member }: SourceRef): string {
  const name = basename(member ?? path).replace(/\.gz$/, '').replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(-160)
  return `${folder}/${String(count + 1).padStart(6, '0')}-${name}`
} // biome-ignore format: one line

/** The inflated bytes of a source. Throws where they are no longer what was opened. */
export function bytesOf(entry: FileEntry): Buffer {
  const { bytes, readSha256 } = readSource(entry)
  if (readSha256 === null || readSha256 !== entry.readSha256)
    throw new SourceChanged(changedSentence(sourceText(entry)))
  return bytes
}
