import type { LogFault, LogVerdict, Where } from '../../../src-shared/integrity.ts'

const faults: Readonly<Record<LogFault, string>> = {
  'hash-mismatch': 'its content is not what the digest states (another SHA-256)',
  'bad-gzip': 'it is no readable gzip file',
  truncated: 'it ends before its end',
  'trailing-data': 'data follows after the end of the gzip stream',
}

const places: Readonly<Record<Where, string>> = {
  'in-a-gap': 'it lies in a time that no digest covers',
  'digest-missing-or-unreadable': 'the digest of its time is missing or unreadable',
  'inside-a-digest-window': 'the digest of its time does not list it',
  'after-newest-digest': 'it was delivered after the newest digest',
  'before-oldest-digest': 'it was delivered before the oldest digest',
  'no-chain': 'there is no digest of its account, Region and trail',
}

/** Why a log file has its verdict, one sentence. */
export function verdictSentence(verdict: LogVerdict): string {
  switch (verdict.status) {
    case 'verified':
      return 'A verified digest lists the file, and its SHA-256 is the one the digest states.'
    case 'unverified':
      return verdict.hashMatches
        ? 'Its SHA-256 is the one a digest states, but that digest itself is not proven.'
        : 'A digest that is not proven itself states another SHA-256 for it.'
    case 'invalid':
      return `A verified digest lists the file, and ${verdict.reasons.map((reason) => faults[reason]).join('; ')}.`
    case 'missing':
      return 'A digest lists the file, and it is not in the folder.'
    case 'uncovered':
      return `No digest lists the file: ${places[verdict.where]}. That is no proof of tampering.`
  }
}
