import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { absenceWords } from '../../src-shared/words/absences.ts'
import { inWindow } from './sight.ts'

interface PlainDigest {
  readonly awsAccountId: string
  readonly digestStartTime: string
  readonly digestEndTime: string
  readonly logFiles: readonly { readonly s3Bucket: string; readonly s3Object: string; readonly hashValue: string }[]
}

/** What the digests of a folder say is not there as it was: each as the words that tell it. */
export function absencesOf(folder: string): readonly (readonly string[])[] {
  const absences: string[][] = []
  const last = new Map<string, string>()
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /CloudTrail-Digest.*\.json\.gz$/.test(path),
  )
  const digests = paths.map((path) => ({
    region: /CloudTrail-Digest\/([^/]+)\//.exec(path)![1]!,
    ...(JSON.parse(String(gunzipSync(readFileSync(join(folder, path))))) as PlainDigest),
  }))
  digests.sort((a, b) => (a.digestStartTime < b.digestStartTime ? -1 : 1))
  for (const { region, awsAccountId, digestStartTime, digestEndTime, logFiles } of digests) {
    const chainOf = `${awsAccountId} ${region}`
    const before = last.get(chainOf)
    if (before !== undefined && before < digestStartTime)
      absences.push([absenceWords.gap.name, region, awsAccountId, inWindow(before), inWindow(digestStartTime)])
    last.set(chainOf, digestEndTime)
    for (const { s3Bucket, s3Object, hashValue } of logFiles) {
      const path = join(folder, s3Bucket, s3Object)
      const isThere = existsSync(path)
      const hash =
        isThere &&
        createHash('sha256')
          .update(gunzipSync(readFileSync(path)))
          .digest('hex')
      if (!isThere) absences.push([absenceWords['log-missing'].name, s3Object])
      else if (hash !== hashValue) absences.push([absenceWords['log-invalid'].name, s3Object])
    }
  }
  return absences
}
