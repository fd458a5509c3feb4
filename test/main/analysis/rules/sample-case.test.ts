import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { allRules } from '../../../../src-main/analysis/rules/detect.ts'
import { ColumnQuery } from '../../../../src-main/columns/query.ts'
import type { Snapshot } from '../../../../src-main/columns/snapshot.ts'
import type { Finding } from '../../../../src-shared/contract/findings.ts'
import { ingestFolder } from '../../../fixtures/ingested.ts'
import { csv, expectGolden } from '../../../golden/golden.ts'
import { detectOver } from './a-detection.ts'

const folder = join(import.meta.dirname, '../../../../resources/sample-case')
let snapshot: Snapshot
let findings: readonly Finding[]
beforeAll(async () => {
  snapshot = (await ingestFolder(folder)).snapshot
  findings = detectOver(allRules, snapshot)
})

test('every filter of the sample case shows exactly the events counted', () => {
  const query = new ColumnQuery(snapshot)
  const shown = findings.map(({ id, filter }) => [id, query.count(filter)])
  expect(shown).toEqual(findings.map(({ id, events }) => [id, events]))
})

test('the findings of the sample case', () => {
  expectGolden(
    'rules/sample-case.csv',
    csv(
      ['severity', 'id', 'events', 'sentence'],
      findings.map(({ severity, id, events, sentence }) => [severity, id, events, sentence]),
    ),
  )
})

test('the findings tell the story of STORY.md', () => {
  const told = (rule: string) =>
    findings
      .filter((finding) => finding.rule === rule)
      .map(({ sentence }) => sentence)
      .join('\n')
  expect(told('caller-identity-from-new-address')).toContain('203.0.113.77')
  expect(told('access-denied-enumeration')).toContain('user/ci-deploy')
  expect(told('discovery-burst')).toContain('user/ci-deploy')
  expect(told('secrets-read-in-bulk')).toContain('role/RestoreOperator')
  expect(told('role-chain-to-another-account')).toContain('issued to arn:aws:iam::111122223333:user/ci-deploy')
  expect(told('administrator-access-granted')).toContain('role/Deploy')
  expect(told('key-created-for-another')).toContain('role/Deploy')
  expect(told('cis-4.02-console-without-mfa')).toContain('user/svc-backup')
  expect(told('ingress-from-everywhere')).toContain('user/svc-backup')
  expect(told('trail-logging-reduced')).toContain('StopLogging')
  expect(told('altered-log-file')).toContain('20250312T0305Z')
  expect(told('uncovered-log-file')).toContain('20250312T0224Z')
})
