import { formatCounted } from '../base/count.ts'

/** Why nobody can sign with what was given, each a whole sentence. */
export const identityWords = {
  noKey: 'The file holds no private key in PKCS#12 or PEM.',
  noPassword: 'The private key is encrypted: its password is needed.',
  wrongPassword: 'The password of the private key is wrong, or its file is damaged.',
  noCertificate: 'There is no certificate beside the private key: give one in PEM.',
  otherKey: (subjects: readonly string[]): string =>
    `No certificate that was given is of the private key: ${subjects.join('; ')}.`,
  notYet: (from: string): string => `The certificate is not valid before ${from}.`,
  expired: (until: string): string => `The certificate has expired: it was valid until ${until}.`,
  /** Ed25519 in CMS (RFC 8419) is not known to openssl 3.0, by which bundles are verified, too. */
  kind: (kind: string): string =>
    `The private key is of the kind ${kind}: bundles are signed with keys of RSA, P-256 and P-384.`,
} as const

export const bundleWords = {
  tooLarge: 'The bundle would be larger than 4 GiB: narrow the filter down.',
  notVerified: 'opening was cancelled before all files were read, so that nothing was verified.',
  keyMade: (file: string, fingerprint: string): string =>
    `A key and its certificate are in ${file}. Tell the SHA-256 of the certificate to whoever verifies your bundles: ${fingerprint}`,
  unsigned: 'The manifest is not signed: nothing shows who made the bundle.',
  written: (file: string, records: number, unproven: number): string =>
    `Bundled ${formatCounted(records, 'record')} to ${file}.${unproven === 0 ? '' : ` Of ${formatCounted(unproven, 'record')} nothing proves the file: the verifiers say so.`}`,
} as const

/** Of `trailproof timestamp-bundle`. */
export const timestampWords = {
  attached: (file: string, at: string, subject: string): string =>
    `${file} has the timestamp ${at} of ${subject.replaceAll('\n', ', ')} over the signature. Whether that authority is one to be trusted was not checked.`,
  altered: (bundle: string, problem: string): string => `${bundle} is not as it was bundled: ${problem}`,
  hasOne: (bundle: string): string => `${bundle} has a timestamp already.`,
  refused: (response: string, problem: string): string =>
    `${response} is no timestamp of this bundle with the certificate of its authority: ${problem}`,
} as const

/** Of the environment: where the password of a private key is. */
export const passwordVariable = 'TRAILPROOF_KEY_PASSWORD'

export const noBundle = (path: string): string =>
  `${path} is no bundle: it has no MANIFEST.json of one, or no SHA256SUMS.`

export const unreadableFile = (file: string, why: string): string => `${file} cannot be read: ${why}`

/** What lies in a bundle, and how it is verified: its README. */
export const bundleReadme = `This is a bundle of CloudTrail records with all that proves them. Trailproof made it.

records/records.ndjson  the records, a line each, as in their log files but for white space between tokens
records/places.ndjson   for each line: its eventID, its log file here, and where the record lies in it, bytes
logs/                   the log files that the records come from, inflated: digests state hashes of these bytes
digests/                the digests that list them, and later ones as far as these prove them, inflated
chain.json              which digest lists which log file; the signature of each digest, from its S3 metadata or from
                        the next digest; or the next digest that states its hash
keys.json               public keys of CloudTrail. Compare their fingerprints with AWS
report.json             filter, counts, sources, verdicts and coverage when the bundle was made
integrity-certificate.html  what of the whole case is proven, missing or altered, to be read in a browser
incident-report.html    incidents, sessions, findings as decided, bookmarks (where it was asked for)
examiner-log.jsonl      what was done in the case until then, in chained lines (where it was kept)
MANIFEST.json           every member with its size and SHA-256
MANIFEST.json.p7s       signature over MANIFEST.json: CMS (RFC 5652), detached, DER (where it was signed)
MANIFEST.json.p7s.tsr   timestamp response over MANIFEST.json.p7s: RFC 3161, DER (where one was attached later)
SHA256SUMS              the same hashes for \`sha256sum -c SHA256SUMS\`, with those of the manifest, its signature and the
                        timestamp

To verify it with Node's or Python's standard library (and openssl):

  unzip BUNDLE.zip -d bundle
  node bundle/verify.mjs bundle
  python3 bundle/verify.py bundle

The signature alone:

  openssl cms -verify -binary -inform DER -in MANIFEST.json.p7s -content MANIFEST.json -noverify -out /dev/null

The timestamp, with the certificate of the root of its authority:

  openssl ts -verify -data MANIFEST.json.p7s -in MANIFEST.json.p7s.tsr -CAfile FILE

Whoever alters a bundle may alter the scripts in it, too: take them from where you trust them, and compare the SHA-256 of
the certificate with one that you were given by another way.
`

/** Of the window's dialog. */
export const bundleDialog = {
  title: 'Write a signed bundle',
  write: 'Write the bundle',
  instead: 'With all that proves them, as a signed bundle…',
  what: 'A zip archive with the events that the filter shows, their log files, the digests, signatures and public keys that prove them, the integrity certificate of the case, the examiner log, and two programs that verify all of it without Trailproof.',
  folder: 'Folder for the bundle',
  manifest: 'A manifest with the SHA-256 of every member is in the archive. Nothing is written over.',
  incident: 'Put the incident report in it',
  incidentMeans:
    'As “Incident report…” would write it now, with what was said and chosen there, as HTML. The integrity certificate is always in the bundle.',
  signature: 'Signature',
  sign: 'Sign the manifest',
  keyFile: 'File with the private key',
  keyExample: 'PKCS#12 or PEM, such as ana.p12',
  keyNeeded: 'Choose the file of a private key, or do not sign.',
  password: 'Its password',
  certificate: 'Certificate, where that file has none',
  certificateExample: 'PEM',
  passwordIsNotKept:
    'The password is not kept. The certificate is in the bundle: tell its SHA-256 to whoever verifies it.',
  unsigned: 'Without a signature nothing shows who made the bundle; its records are proven all the same.',
} as const
