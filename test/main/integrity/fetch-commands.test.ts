import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { gatherEvidence } from '../../../src-main/integrity/evidence/gather.ts'
import { fetchCommands } from '../../../src-main/integrity/fetch-commands.ts'
import { verify } from '../../../src-main/integrity/verdicts/verify.ts'
import { fetchWords } from '../../../src-shared/words/commands.ts'
import { publicKeyList } from '../../fixtures/keys.ts'
import { factsOf } from '../../fixtures/read-facts.ts'
import { aTrail } from '../../fixtures/trail.ts'

const { plan, digests, logs } = aTrail().hours(4).sidecars('all').build()
const genuine = new Map<string, Buffer>([
  ...[...digests, ...logs].map(({ key, stored }) => [`${plan.bucket}/${key}`, stored!] as const),
  ['keys.json', Buffer.from(JSON.stringify(publicKeyList(plan.listedKeys)))],
])

const commandsFor = (files: ReadonlyMap<string, Buffer>) => {
  const evidence = gatherEvidence(factsOf(files))
  return fetchCommands(evidence, verify(evidence)).filter(({ why }) => why !== fetchWords.signature)
}

test('an altered log file and an altered digest are to be fetched once more', () => {
  const [log, digest] = [logs[0]!.key, digests.at(-1)!.key]
  const altered = new Map(genuine)
    .set(`${plan.bucket}/${log}`, gzipSync('{"Records":[]}'))
    .set(`${plan.bucket}/${digest}`, gzipSync('{}'))
  const again = commandsFor(altered).filter(({ why }) => why === fetchWords.invalid)
  expect(again.map(({ objects }) => objects)).toEqual([
    [`s3://${plan.bucket}/${digest}`],
    [`s3://${plan.bucket}/${log}`],
  ])
  expect(again[1]!.command).toContain(`--key ${log}`)
})

test('nothing is to be fetched where nothing is missing or altered', () => {
  expect(commandsFor(genuine)).toEqual([])
})
