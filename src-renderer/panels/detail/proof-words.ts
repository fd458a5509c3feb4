import type { Holds, ProofLink, ProofOutcome } from '../../../src-shared/model/proof.ts'
import { holdsWords, outcomeWords, suppliesWords } from '../../../src-shared/words/proofs.ts'
import type { VerdictStatus } from '../../parts/verdict.tsx'
import { formatCount, formatCounted, formatTime } from '../../widgets/format.ts'
import type { IconName } from '../../widgets/icon.tsx'

export interface Mark {
  readonly word: string
  readonly icon: IconName
  /** Whose colour it has. */
  readonly like: VerdictStatus
}

const holdsMarks: Readonly<Record<Holds, Mark>> = {
  holds: { word: holdsWords.holds, icon: 'check', like: 'verified' },
  fails: { word: holdsWords.fails, icon: 'close', like: 'invalid' },
  unknown: { word: holdsWords.unknown, icon: 'help', like: 'unverified' },
}

/** A link that only supplies what later links compare has no colour of a proof. */
export function markOf({ kind, holds }: Pick<ProofLink, 'kind' | 'holds'>): Mark {
  const word = suppliesWords[kind]
  if (holds !== 'holds' || word === undefined) return holdsMarks[holds]
  return { word, icon: 'minus', like: 'uncovered' }
}

export const outcomeMarks: Readonly<Record<ProofOutcome, Mark>> = {
  proven: { word: outcomeWords.proven, icon: 'check', like: 'verified' },
  consistent: { word: outcomeWords.consistent, icon: 'help', like: 'unverified' },
  disproved: { word: outcomeWords.disproved, icon: 'close', like: 'invalid' },
  'not-provable': { word: outcomeWords['not-provable'], icon: 'help', like: 'unverified' },
}

export interface LinkValue {
  readonly name: string
  /** Null where nothing tells it. */
  readonly text: string | null
  /** In words, so neither cut nor monospaced. */
  readonly isProse?: boolean
}

const prose = (name: string, text: string): LinkValue => ({ name, text, isProse: true })
const span = (from: number | null, until: number | null): string =>
  `${from === null ? 'unknown' : formatTime(from)} to ${until === null ? 'unknown' : formatTime(until)}`

const signatureSources = { sidecar: 'its S3 metadata, kept beside it', 'next-digest': 'the next digest' } as const

/** What was compared, to be checked by hand. */
export function valuesOf(link: ProofLink): readonly LinkValue[] {
  switch (link.kind) {
    case 'record':
      return [
        { name: 'File', text: link.path },
        prose('Index', `${formatCount(link.index)}, counted from 0`),
        prose(
          'Place',
          `${formatCounted(link.length, 'byte')} after the first ${formatCount(link.offset)} of the inflated file`,
        ),
      ]
    case 'log-file':
      return [
        { name: 'File', text: link.path },
        { name: 'Address', text: link.uri },
        { name: 'SHA-256', text: link.sha256 },
      ]
    case 'digest-entry':
      return [
        { name: 'Digest', text: link.digest },
        { name: 'File', text: link.path },
        { name: 'Names', text: link.place },
        { name: 'States', text: link.statedSha256 },
        ...(link.window === null ? [] : [prose('Covers delivery', span(link.window.from, link.window.until))]),
      ]
    case 'hash-link':
      return [
        { name: 'Digest', text: link.digest },
        { name: 'SHA-256', text: link.sha256 },
        { name: 'Next digest', text: link.nextDigest },
        { name: 'Its file', text: link.nextPath },
        { name: 'States', text: link.statedSha256 },
      ]
    case 'signature':
      return [
        { name: 'Digest', text: link.digest },
        { name: 'File', text: link.path },
        { name: 'SHA-256', text: link.sha256 },
        ...(link.from === null ? [] : [prose('Taken from', signatureSources[link.from])]),
        { name: 'Held by', text: link.heldBy },
        { name: 'Signature', text: link.signature },
      ]
    case 'key':
      return [
        { name: 'Fingerprint', text: link.fingerprint },
        ...link.sources.map((source) => ({ name: 'Found in', text: source })),
        prose('Valid', span(link.validFrom, link.validUntil)),
      ]
  }
}
