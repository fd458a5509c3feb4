import { lastPart } from './place-map.ts'

/** What copy tools put between or behind the parts of a name: `(1)`, ` - Copy`. */
const again = String.raw`(?: ?\(\d+\)| - copy)?`

/**
 * A log file's name under one that tools made of it (AWS CloudTrail user guide, "CloudTrail log file name format"):
 *
 *     AWSLogs%2F111122223333%2F…%2FNAME.json.gz   a key as one name: with `/` encoded, or as `\` or `_`
 *     NAME (1).json.gz, NAME.json (1).gz          a browser's second download, and Windows' ` - Copy`
 *     NAME.json.gz.1, NAME.json.gz.3HL4kqtJlcpX…  a number or the version of the object behind it
 *     NAME.json.gz?versionId=…                    what a URL ends with
 */
const keptName = new RegExp(
  String.raw`^(?:.*(?:[/\\_]|%2f|%5c))?(\d{12}_cloudtrail(?:-[a-z]+)?_[a-z0-9-]+_\d{8}t\d{4}(?:\d{2})?z_[a-z0-9]+)` +
    String.raw`${again}\.json${again}(?:\.gz)?${again}(?:\.\d+|\.[a-z0-9_-]{16,64})?(?:\?versionid=.*)?$`,
  'i',
)

/** By what log files are known whose names were changed: lower case, without what lies before and behind; or null. */
export const keptNameIn = (name: string): string | null => keptName.exec(name)?.[1]?.toLowerCase() ?? null

/** Whether a file has the name that CloudTrail gave it, and does not lie in a folder of its own name, as 7-Zip makes it. */
export function isAsGiven(path: string): boolean {
  const name = lastPart(path)
  const folder = lastPart(path.slice(0, path.length - name.length - 1))
  return stem(name).length === keptNameIn(name)?.length && stem(folder) !== stem(name)
}

const stem = (name: string): string => name.replace(/\.json(?:\.gz)?$/, '')
