import { formatUtc } from '../../../src-shared/base/time.ts'
import type { Domain } from './time-band.ts'

/**
 * What to run, with credentials of the account, to see the same keys from AWS itself: keys are per Region
 * (AWS CLI reference, cloudtrail list-public-keys).
 */
export const keyCommands = (regions: readonly string[], time: Domain | null): readonly string[] =>
  [...new Set(regions)].map((region) =>
    [
      `aws cloudtrail list-public-keys --region ${region}`,
      ...(time === null ? [] : [`--start-time ${formatUtc(time.from)} --end-time ${formatUtc(time.until)}`]),
    ].join(' '),
  )
