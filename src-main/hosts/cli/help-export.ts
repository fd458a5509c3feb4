import { exportFormatFacts, exportFormats } from '../../../src-shared/words/export-formats.ts'
import { enrichAt, foldersAt, helpAt, keysAt } from './help-options.ts'

export const exportHelp = `trailproof export FOLDER… --filter TEXT --format FORM --out FILE [--force] [--columns a,b] [--redact KEYFILE]
                       [--sort COLUMN] [--descending] [--json] [--enrich FILE…] [--keys FILE… | --trust-keys-in-evidence]

Writes the events that the filter shows, and FILE.manifest.json beside it. Neither may exist, unless --force is given.

  ${foldersAt(17)}
  --filter TEXT    as in the window: eventName=ConsoleLogin,GetUser isError=true time=FROM..UNTIL words
                   sourceIPAddress=10.0.0.0/8; a date is its 00:00, what names no zone is UTC; UNTIL is not inside
                   record~"some text" searches the original records,
                   requestParameters.bucketName=x a value at a path of them
                   an empty text exports every event
  --format FORM    ${exportFormats
    .map((format) => `${format.padEnd(18)}${exportFormatFacts[format].events}`)
    .join(`\n${' '.repeat(19)}`)}
  --columns a,b    columns of csv and parquet (default: all columns of events, without those of --enrich that no file
                   fills), also values of the record by their paths, such as requestParameters,
                   responseElements.role.arn, resources[0].ARN or $.anyField; objects and lists are written as JSON text
  --sort COLUMN    the order of the events (default: eventTime); the manifest names it
  --descending     from the last to the first
  --out FILE       the file to write
  --force          replaces FILE and its manifest where they exist
  --redact KEYFILE accounts, principals, addresses, access keys and ARNs become pseudonyms, also within parameters and
                   messages. KEYFILE holds the key, and is made where there is none; another export with the same key has
                   the same pseudonyms. It may not lie beside FILE
  ${keysAt(17)}
  ${enrichAt(17)}
  --json           one JSON object about what was written
  ${helpAt(17)}

Exit codes: 0 done; 1 reading or writing failed; 64 usage; 66 nothing to open; 130 interrupted.
`
