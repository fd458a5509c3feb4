import { foldersAt, helpAt, keysAt } from './help-options.ts'

/** Of the commands about what leaves, and about two acquisitions. */
export const evidenceHelp = {
  compare: `trailproof compare A B [--format table|json|csv] [--limit N] [--keys FILE… | --trust-keys-in-evidence]

Holds two acquisitions of a trail against each other: which files and events are the same, changed, or on one side alone.
Each side is judged by its own digests, so that of a changed file it is told whose copy is proven. Files are the same file by
the name that CloudTrail gave them, wherever they lie; events by their eventID.

  A, B             a folder, an archive or a file each
  --format FORM    table (default); json: all differences, with hashes and verdicts; csv: a row for each difference
  --json           the same as --format json
  --limit N        of a table, list at most N files and N events (default 100)
  ${keysAt(17)}
  ${helpAt(17)}

Exit codes: 0 nothing differs; 1 something does; 2 nothing does, but something could not be read or compared; 64 usage;
66 nothing to open; 130 interrupted.
`,
  bundle: `trailproof bundle FOLDER… --filter TEXT --out FILE (--sign-with FILE [--certificate FILE] | --unsigned)
                  [--password-file FILE] [--incident-report] [--sort COLUMN] [--descending] [--json]
                  [--keys FILE… | --trust-keys-in-evidence]

Writes the events that the filter shows as a zip archive with all that proves them: their log files, the digests that list
these, signatures and public keys, the integrity certificate of the case, the examiner log, and a manifest of hashes with a
signature (CMS). Two programs in it verify it without Trailproof: verify.mjs with Node alone, verify.py with Python and openssl.

  ${foldersAt(19)}
  --filter TEXT      as of export; an empty text bundles every event
  --out FILE         the file to write, which must not exist
  --sign-with FILE   a key of RSA, P-256 or P-384 with its certificate, PKCS#12 or PEM
  --certificate FILE its certificate in PEM, where that file has none, and those of the authorities above it
  --password-file FILE
                     the password of the key; else that of the environment variable TRAILPROOF_KEY_PASSWORD
  --unsigned         without a signature: nothing then shows who made the bundle
  --incident-report  with the incident report of the case, as report --kind incident writes it, in HTML
  --sort COLUMN      the order of the records (default: eventTime)
  --descending       from the last to the first
  ${keysAt(19)}
  --json             one JSON object about what was written
  ${helpAt(19)}

Exit codes: 0 done; 1 reading, signing or writing failed; 64 usage; 66 nothing to open; 130 interrupted.
`,
  'verify-bundle': `trailproof verify-bundle FILE [--signer SHA256] [--json]

Verifies a bundle by the program that bundles hold, in Trailproof's own copy: every member, the signature of the manifest,
every record, log file and digest up to a key, and the examiner log. What was altered is named.

  FILE             the zip archive, or the folder that it was unpacked to
  --signer SHA256  the certificate must have this SHA-256: without it anybody may have signed
  --json           one JSON object
  ${helpAt(17)}

Exit codes: 0 all is proven; 1 something was altered; 2 nothing was, but not all records are proven; 64 usage; 66 this is no
bundle. Compare the fingerprints of the keys that are told with AWS, as for verify.
`,
  'timestamp-bundle': `trailproof timestamp-bundle FILE --response TSR --out FILE

Writes a signed bundle anew with the response of a timestamp authority (RFC 3161) over its signature: it proves that the
signature existed at that time. Nothing is sent anywhere. To ask an authority, on a machine with a network:

  unzip -p bundle.zip MANIFEST.json.p7s > bundle.p7s
  openssl ts -query -data bundle.p7s -sha256 -cert -out bundle.tsq
  curl -H 'Content-Type: application/timestamp-query' --data-binary @bundle.tsq -o bundle.tsr ADDRESS

  FILE             the zip archive, or the folder that it was unpacked to
  --response TSR   the response, with the certificate of the authority in it (-cert)
  --out FILE       the zip archive to write, which must not exist
  ${helpAt(17)}

Checked are that the response is over the SHA-256 of the signature, and is signed by the key of the certificate in it (RSA,
RSASSA-PSS or ECDSA). Whether that authority is trusted is not: verify-bundle tells how openssl checks it.

Exit codes: 0 written; 1 the bundle was altered, is not signed or has a timestamp, the response is not of this bundle, or the
file cannot be written; 64 usage; 66 this is no bundle, or the response cannot be read.
`,
  'make-key': `trailproof make-key FILE --name NAME [--password-file FILE]

Writes a new RSA key with a certificate that it signs itself, valid for five years, in PKCS#12 (AES-256): for bundle
--sign-with. The SHA-256 of the certificate is printed: whoever verifies your bundles compares it.

  FILE             the file to write, which must not exist
  --name NAME      who signs: it stands in the certificate
  --password-file FILE
                   the password of the file; else that of the environment variable TRAILPROOF_KEY_PASSWORD. One is needed
  ${helpAt(17)}

Exit codes: 0 done; 1 the file could not be written; 64 usage.
`,
  log: `trailproof log FILE [--check] [--head N:HASH | --manifest FILE] [--format table|markdown|json]

Shows an examiner log: what was done in a case, by whom, with which version. Says whether its lines follow from each other,
and names each line that was edited, cut, moved, inserted or repeated.

  FILE             a log as JSON lines, as the window exports it or the program keeps it
  --check          tells the state of the chain, and no lines
  --head N:HASH    the end of the log as it was kept elsewhere: lines that were cut behind it are told by it alone
  --manifest FILE  the manifest of an export, which names the end of the log at that time
  --format FORM    table (default), markdown, or json
  --json           the same as --format json
  ${helpAt(17)}

The chain has no secret: whoever can write the file can write all of it anew. A head that is kept where they cannot
write tells such a log.

Exit codes: 0 no line is wrong; 1 the log was altered; 64 usage; 66 the file is no examiner log.
`,
} as const
