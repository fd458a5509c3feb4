import { expect, test } from 'vitest'
import type { UtcMs } from '../../../src-shared/base/time.ts'
import { fileKinds } from '../../../src-shared/model/event.ts'
import { absenceKinds, certainties, countAbsences, type Explanation } from '../../../src-shared/model/explanation.ts'
import type {
  ChainFinding,
  DigestDoubt,
  DigestFault,
  DigestVerdict,
  DigestWarning,
  InTheWay,
  LogFault,
  LogVerdict,
  LogWarning,
  OtherKind,
  Proof,
  Where,
} from '../../../src-shared/model/integrity.ts'
import { stages } from '../../../src-shared/model/job.ts'
import { layers } from '../../../src-shared/model/layer.ts'
import { ledgerStates } from '../../../src-shared/model/ledger.ts'
import type { Holds, ProofLink, ProofOutcome } from '../../../src-shared/model/proof.ts'
import {
  absenceCountWords,
  absencesSentence,
  absenceWords,
  causeSentence,
  type Effect,
  effectWords,
  explanationWords,
  unexplainedSentence,
} from '../../../src-shared/words/absences.ts'
import * as copies from '../../../src-shared/words/copies.ts'
import * as coverage from '../../../src-shared/words/coverage.ts'
import { exportWords, whyUnwritable } from '../../../src-shared/words/exporting.ts'
import { countOfKind, kindOfOne } from '../../../src-shared/words/files.ts'
import { layerMissing } from '../../../src-shared/words/layers.ts'
import { ledgerWords, placeWords } from '../../../src-shared/words/ledger.ts'
import { oddDigest, oddKeyList, oddSidecar, refusedKey } from '../../../src-shared/words/odd-files.ts'
import { failedJob, openingAdvice } from '../../../src-shared/words/opening.ts'
import * as proofs from '../../../src-shared/words/proofs.ts'
import { stageWords } from '../../../src-shared/words/stages.ts'
import * as validateLogs from '../../../src-shared/words/validate-logs.ts'
import {
  explainChainFinding,
  explainDigest,
  explainElsewhere,
  explainLog,
  explainWarning,
} from '../../../src-shared/words/verdicts.ts'

/** Every member of a union of names: the compiler asks for those that are missing here. */
const all = <T extends string>(names: Readonly<Record<T, 1>>) => Object.keys(names) as T[]

const proofNames = all<Proof>({ 'sidecar-signature': 1, 'next-digest-signature': 1, 'hash-link': 1 })
const doubts = all<DigestDoubt>({
  'no-signature': 1,
  'public-key-not-found': 1,
  'signature-fails-but-comes-from-an-unproven-digest': 1,
  'too-many-signatures': 1,
  'not-read': 1,
})
const faults = all<DigestFault>({
  'trailing-data': 1,
  'link-hash-mismatch': 1,
  moved: 1,
  'bad-signature': 1,
  'public-key-not-found': 1,
  'bad-format': 1,
})
const warnings = all<DigestWarning | LogWarning>({
  'sidecar-signature-mismatch': 1,
  'public-key-not-found': 1,
  'no-backfill-timestamp': 1,
  'gzip-trailer-damaged': 1,
  'gzip-within-gzip': 1,
})
const logFaults = all<LogFault>({ 'hash-mismatch': 1, 'bad-gzip': 1, truncated: 1, 'trailing-data': 1 })
const places = all<Where>({
  'in-a-gap': 1,
  'digest-missing-or-unreadable': 1,
  'inside-a-digest-window': 1,
  'after-newest-digest': 1,
  'before-oldest-digest': 1,
  'no-chain': 1,
  'no-log-file': 1,
  'signed-query-result': 1,
  'time-unknown': 1,
})
const findingCodes = all<ChainFinding['code']>({
  'newest-digest-unsigned': 1,
  'digests-overlap': 1,
  'unlinked-digest': 1,
  'chain-fork': 1,
  'time-hole': 1,
})

const otherKinds = all<OtherKind>({
  digest: 1,
  'backfill-digest': 1,
  'public-keys': 1,
  sidecar: 1,
  acquisition: 1,
  'result-signature': 1,
  'config-items': 1,
  archive: 1,
})
const inTheWay = all<InTheWay>({ folder: 1, 'other-log-file': 1, placeholder: 1 })

const digest = 's3://bucket/digest.json.gz'
const elsewhere = 's3://bucket/elsewhere.json.gz'

/** Each status with every reason that it can have; by status, so that the compiler asks for a new one. */
const digestVerdicts: { readonly [S in DigestVerdict['status']]: readonly Extract<DigestVerdict, { status: S }>[] } = {
  verified: [
    ...proofNames.map((proof) => ({ status: 'verified', proof: [proof] }) as const),
    ...warnings.map((warning) => ({ status: 'verified', proof: ['hash-link'], warnings: [warning] }) as const),
  ] as Extract<DigestVerdict, { status: 'verified' }>[],
  moved: proofNames.map((proof) => ({ status: 'moved', proof: [proof], statedPlace: elsewhere })),
  unverified: doubts.map((reason) => ({ status: 'unverified', reasons: [reason] })),
  invalid: [
    ...faults.map((reason) => ({ status: 'invalid', reasons: [reason] }) as const),
    { status: 'invalid', reasons: ['moved'], statedPlace: elsewhere },
  ],
  missing: [true, false].flatMap((provenReference) =>
    [true, false].flatMap((olderThanAllFiles) => {
      const missing = { status: 'missing', referencedBy: [digest], provenReference, olderThanAllFiles } as const
      const instead = inTheWay.map((inItsPlace) => ({ ...missing, inItsPlace }))
      return [missing, { ...missing, foundAt: [elsewhere] }, ...instead]
    }),
  ),
}

const logVerdicts: { readonly [S in LogVerdict['status']]: readonly Extract<LogVerdict, { status: S }>[] } = {
  verified: [
    { status: 'verified', listedBy: digest },
    { status: 'verified', listedBy: digest, warnings: ['gzip-trailer-damaged'] },
    { status: 'verified', listedBy: digest, liesAt: 'file:a (1).json.gz' },
    { status: 'verified', listedBy: digest, copyOf: elsewhere },
    { status: 'verified', listedBy: digest, copyOf: elsewhere, liesAt: 'file:a (1).json.gz' },
  ],
  invalid: [
    ...logFaults.map((reason) => ({ status: 'invalid', listedBy: digest, reasons: [reason] }) as const),
    ...otherKinds.map((holds) => ({ status: 'invalid', listedBy: digest, reasons: ['hash-mismatch'], holds }) as const),
  ],
  missing: [true, false].flatMap((provenReference) => {
    const missing = { status: 'missing', listedBy: digest, provenReference } as const
    return [missing, ...inTheWay.map((inItsPlace) => ({ ...missing, inItsPlace }))]
  }),
  unverified: [true, false, null].map((hashMatches) => ({ status: 'unverified', listedBy: digest, hashMatches })),
  uncovered: places.map((where) => ({ status: 'uncovered', where })),
}

const time = Date.UTC(2024, 2, 5, 10) as UtcMs
const aChange = {
  eventName: 'DeleteObject',
  actor: 'arn:aws:iam::111122223333:user/anna',
  time,
  verdict: 'verified',
} as const
const aThing = { trail: 'management-events', bucket: 'bucket', key: 'digest.json.gz' }
const effects = Object.keys(effectWords) as readonly Effect[]

const signatureSentences = Object.keys(proofs.signatureSources).flatMap((from) =>
  Object.keys(proofs.signatureOutcomes).map((outcome) =>
    proofs.signatureSentence(from as proofs.SignatureSource, outcome as keyof typeof proofs.signatureOutcomes),
  ),
)
const keyTimes = { validFrom: time, validUntil: null, trust: 'given', defects: [] } as const
const counts = { copies: 3, proven: 1, consistent: 0, disproved: 1 }

const shareOf = (hours: number, unprovenEvents: number) => ({ hours, provenHours: hours, unprovenEvents })

const sha256 = 'a'.repeat(64)
const oneOfEachLink: readonly ProofLink[] = Object.values({
  record: { kind: 'record', holds: 'holds', sentence: '', path: '/x', index: 0, offset: 12, length: 812 },
  'log-file': { kind: 'log-file', holds: 'holds', sentence: '', path: '/x', uri: digest, sha256, verdict: null },
  'digest-entry': {
    kind: 'digest-entry', holds: 'fails', sentence: '', path: '/x', digest, place: digest, statedSha256: sha256,
    window: { from: time, until: time },
  },
  'hash-link': {
    kind: 'hash-link', holds: 'holds', sentence: '', digest, sha256, nextDigest: digest, nextPath: '/x', statedSha256: sha256,
  },
  signature: {
    kind: 'signature', holds: 'holds', sentence: '', digest, path: '/x', sha256, from: 'sidecar', heldBy: '/x',
    signature: 'cd', signedText: null,
  },
  key: {
    kind: 'key', holds: 'unknown', sentence: '', fingerprint: '0f1e', trust: 'given', isInDoubt: false, sources: ['/x'],
    validFrom: time, validUntil: null,
  },
} satisfies { readonly [K in ProofLink['kind']]: Extract<ProofLink, { kind: K }> }) // biome-ignore format: facts in rows

/** What is said of every fact of a kind: sentences, then the words that a mark or a heading has. */
const sentences: Readonly<Record<string, readonly string[]>> = {
  'verdicts on digests': Object.values(digestVerdicts).flat().map(explainDigest),
  'verdicts on log files': Object.values(logVerdicts).flat().map(explainLog),
  warnings: warnings.map((warning) => explainWarning[warning]),
  'files elsewhere': [...explainElsewhere(1, 1), ...explainElsewhere(2000, 3)],
  'findings about chains': findingCodes.map((code) => explainChainFinding[code]),
  'hours of the ledger': ledgerStates.map((state) => ledgerWords[state].doc),
  'proven shares': [
    coverage.provenHourRule,
    coverage.deliveryHoursNote,
    ...(['the shown time', 'the case'] as const).flatMap((of) =>
      [shareOf(0, 0), shareOf(10, 0), shareOf(10, 1), shareOf(10, 2)].map((share) =>
        coverage.coverageSentence(share, of),
      ),
    ),
  ],
  absences: [
    ...absenceKinds.map((kind) => absenceWords[kind].doc),
    ...absenceKinds.map((kind) => absencesSentence(countAbsences([{ kind }]))),
    absencesSentence(countAbsences([])),
  ],
  'links of a proof': [
    proofs.recordSentence(0, 12, 812),
    ...Object.values(proofs.logFileSentences),
    ...Object.values(proofs.digestEntrySentences),
    proofs.hashLinkSentence,
    ...signatureSentences,
    ...Object.values(proofs.noSignatureSentences),
    ...Object.values(proofs.noKeySentences),
    ...[true, false].map((isOutOfTime) => proofs.keySentence(keyTimes, isOutOfTime)),
  ],
  'conclusions of a proof': [
    proofs.copyConclusions.proven,
    proofs.copyConclusions.consistent,
    proofs.copyConclusions.doubted('Digests state different hashes of one log file.'),
    proofs.copyConclusions['no-verdict'],
    proofs.copyConclusions.invalid(null),
    proofs.copyConclusions.invalid('The digest states another hash for the log file.'),
    ...all<ProofLink['kind']>({
      record: 1,
      'log-file': 1,
      'digest-entry': 1,
      'hash-link': 1,
      signature: 1,
      key: 1,
    }).map((kind) => proofs.copyConclusions.broken({ kind, sentence: 'It is not there.' })),
    ...(['same', 'differs', null] as const).map((content) => proofs.copiesConclusion(counts, content)),
  ],
  'causes of an absence': certainties.flatMap((certainty) =>
    effects.map((effect) => causeSentence(aChange, certainty, aThing, effect)),
  ),
  'absences without a cause': [true, false].flatMap((isOldest) => [
    unexplainedSentence('gap', isOldest, null),
    unexplainedSentence('silence', isOldest, null),
    unexplainedSentence('gap', isOldest, 'It was.'),
  ]),
  'odd digests and metadata': [
    ...Object.values(oddDigest).flatMap((said) => (typeof said === 'string' ? [said] : [])),
    oddDigest.repeatedKey('logFiles'),
    oddDigest.without('digestEndTime'),
    oddDigest.noTime('digestEndTime', '"yesterday"'),
    oddDigest.endsFirst('2024-03-05T10:00:00Z', '2024-03-05T09:00:00Z'),
    oddDigest.otherAlgorithm('"none"'),
    oddDigest.entryWithoutPlace(0),
    oddDigest.entryAgain(0, elsewhere),
    oddDigest.entryHash(0),
    ...[1, 2].map(oddSidecar.brokenLines),
  ],
  'odd key lists': [
    oddKeyList.notAList,
    ...[
      refusedKey.notAnObject,
      refusedKey.withoutValue,
      refusedKey.notRsa,
      refusedKey.otherFingerprint('0f', '1e'),
    ].map((why) => oddKeyList.refused(0, why)),
    ...[1, 2].map(oddKeyList.moreRefused),
  ],
  'ends of exports': [
    exportWords.written('/x/events.csv', '/x/events.csv.manifest.json'),
    ...Object.values(whyUnwritable).map((why) => exportWords.nothingWritten(why('/x/events.csv', 'EIO'))),
  ],
  'jobs that failed': Object.values(failedJob).map((said) => said('Search of case-7', 'The folder vanished.')),
  'copies of events': [
    copies.copiesToldSentence(100, 2000),
    copies.copiesToldSentence(50, 2000, 100),
    copies.recordCutSentence(52_428_800),
    copies.cutNotComparedSentence,
    copies.severalEventsSentence('HIDDEN', 37),
    copies.copiesDifferSentence,
    copies.notUtf8Sentence,
    ...[1, 2000].flatMap((events) => [
      copies.hiddenMatchesSentence(events),
      copies.movedToProvenSentence(events) ?? '',
      copies.exportedConflicts(events, 0) ?? '',
      copies.exportedConflicts(0, events) ?? '',
      copies.exportedConflicts(events, events) ?? '',
    ]),
  ],
  'layers that never came': layers.flatMap((layer) => [
    layerMissing(layer, 'cancelled'),
    layerMissing(layer, 'failed'),
  ]),
  'advice after an opening': Object.values(openingAdvice),
}

const words: Readonly<Record<string, readonly string[]>> = {
  stages: stages.map((stage) => stageWords[stage]),
  'hours of the ledger': ledgerStates.map((state) => ledgerWords[state].name),
  'kinds of files': fileKinds.map((kind) => kindOfOne(kind, 'zip archive')),
  'kinds of files, counted': fileKinds.map((kind) => countOfKind(kind, 2)),
  'doubts about digests, as validate-logs has them': doubts.map((reason) => validateLogs.unprovenDigest[reason]),
  'faults of digests, as validate-logs has them': faults.map(
    (reason) => validateLogs.invalidDigest[reason] ?? validateLogs.keyNotFound('us-east-1', '0f1e'),
  ),
  'faults of log files, as validate-logs has them': logFaults.map((reason) => validateLogs.invalidLog[reason]),
  'places of uncovered log files': places.map((where) => validateLogs.uncoveredPlaces[where]),
  'places on the map of hours': ledgerStates.flatMap((state) => [
    placeWords.state(state),
    placeWords.worst(1, state, '10:00'),
    placeWords.worst(2, state, '10:00'),
  ]),
  'facts of a proof': oneOfEachLink.flatMap((link) => [
    `${proofs.linkWords[link.kind].title} ${proofs.linkMark(link)}`,
    ...proofs.linkFacts(link).map(({ name, text }) => `${link.kind} ${name}: ${text}`),
  ]),
  'events without an eventID': [1, 2000].map(copies.withoutEventIdWords),
  absences: absenceKinds.flatMap((kind) => [
    absenceWords[kind].name,
    ...absenceCountWords(countAbsences([{ kind }])),
    ...absenceCountWords(countAbsences([{ kind }, { kind }])),
  ]),
  explanations: all<Explanation['status']>({ explained: 1, perhaps: 1, unexplained: 1 }).map(
    (status) => explanationWords[status],
  ),
  'what holds': all<Holds>({ holds: 1, fails: 1, unknown: 1 }).map((holds) => proofs.holdsWords[holds]),
  'what a link supplies': Object.values(proofs.suppliesWords),
  'outcomes of a proof': all<ProofOutcome>({ proven: 1, consistent: 1, disproved: 1, 'not-provable': 1 }).map(
    (outcome) => proofs.outcomeWords[outcome],
  ),
}

test.each(Object.entries(sentences))('%s: each has a sentence of its own', (_, said) => {
  expect(
    said.filter((sentence) => !/^[A-Z\d].*\.$/s.test(sentence) || /undefined|null|\[object/.test(sentence)),
  ).toEqual([])
  expect(new Set(said).size).toBe(said.length)
})

test.each(Object.entries(words))('%s: each has words of its own', (_, said) => {
  expect(said.filter((text) => text.trim() === '' || /undefined|null|\[object/.test(text))).toEqual([])
  expect(new Set(said).size).toBe(said.length)
})

test('a log file that was never read is not told to have another hash', () => {
  const unread = explainLog({ status: 'unverified', listedBy: digest, hashMatches: null })
  expect(unread).toBe('It could not be read, so its hash is not known, and the digest that lists it is not proven.')
})

test('nothing is said where no copies differ and no event moved', () => {
  expect([copies.exportedConflicts(0, 0), copies.movedToProvenSentence(0)]).toEqual([null, null])
})

test('an eventID that identifies nothing need not be absent', () => {
  const words = 'without an eventID that identifies it (empty, absent or no UUID)'
  expect(copies.withoutEventIdWords(1)).toBe(`1 event ${words}`)
  expect(copies.withoutEventIdWords(3)).toBe(`3 events, each ${words}`)
})
