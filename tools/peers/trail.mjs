import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

/** As CloudTrail names log files (its user guide, "CloudTrail log file name format"); digests and Insights are others. */
const logName = /^(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T\d{4}(?:\d\d)?Z_[^_./]+\.json(?:\.gz)?$/

/**
 * Lays copies of the log files below `folder` into the folders of a bucket, whatever folders they lie in.
 *
 * @returns {number} How many.
 */
export function layOut(folder, bucket) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  let laid = 0
  for (const { parentPath, name } of files) {
    const [, account, region, year, month, day] = logName.exec(name) ?? []
    if (account === undefined) continue
    const into = join(bucket, 'AWSLogs', account, 'CloudTrail', region, year, month, day)
    mkdirSync(into, { recursive: true })
    copyFileSync(join(parentPath, name), join(into, basename(name)))
    laid++
  }
  return laid
}
