import { formatUtc, hourMs, type UtcMs } from '../../../src-shared/base/time.ts'
import { byAwsService } from '../../../src-shared/what/caller.ts'
import { failedCalls } from '../../columns/failed-calls.ts'
import { toldFlag } from '../../columns/told-columns.ts'
import { timesOf } from '../columns.ts'
import { is } from '../conditions.ts'
import { SessionDeeds } from './busiest-sessions.ts'
import { readCalls } from './calls.ts'
import type { DetectionCase, Hit } from './rule.ts'

/** Successful deletions of one session within an hour. */
const least = 10

/** What holds data or runs something. S3's DeleteObject is left out: applications do nothing else all day. */
const deletions = readCalls(
  [
    's3.amazonaws.com: DeleteBucket, DeleteObjects',
    'rds.amazonaws.com: DeleteDBInstance, DeleteDBCluster, DeleteDBSnapshot, DeleteDBClusterSnapshot',
    'ec2.amazonaws.com: DeleteSnapshot, DeleteVolume, DeregisterImage, TerminateInstances',
    'dynamodb.amazonaws.com: DeleteTable, DeleteBackup',
    'elasticfilesystem.amazonaws.com: DeleteFileSystem',
    'backup.amazonaws.com: DeleteRecoveryPoint, DeleteBackupVault',
    'redshift.amazonaws.com: DeleteCluster, DeleteClusterSnapshot',
    'lambda.amazonaws.com: DeleteFunction*',
    'kms.amazonaws.com: ScheduleKeyDeletion',
    'secretsmanager.amazonaws.com: DeleteSecret',
    'cloudformation.amazonaws.com: DeleteStack',
    'organizations.amazonaws.com: CloseAccount',
  ].join('; '),
)

/** Principals that delete much within an hour, wherever it begins. AWS services that clean up are left out, and so is who does it on every second day. */
export function massDeletions(opened: DetectionCase): Hit[] {
  const { snapshot, calls } = opened
  const { times, timed } = timesOf(snapshot)
  const isFailed = failedCalls(snapshot)
  const ofService = toldFlag(snapshot, byAwsService)
  const rows = calls
    .idsOf(deletions)
    .map((id) => id - 1)
    .filter((row) => row < timed && isFailed[row] !== 2 && ofService[row] !== 2)
  if (rows.length < least) return []
  const deeds = new SessionDeeds(opened)
  for (const row of rows) deeds.add(row, row, times[row]!)
  return deeds.hits({
    width: hourMs,
    least,
    sparesHabits: true,
    conditions: [is('byAwsService', 'false'), is('isError', 'false'), ...calls.filterOf(deletions)],
    sentence: (who, { first, last }, calls) =>
      `${who} deleted data, backups or machines with ${calls}, between ` +
      `${formatUtc(first as UtcMs)} and ${formatUtc(last as UtcMs)}.`,
  })
}
