#!/usr/bin/env node
// Verifies a bundle of Trailproof with Node's standard library alone:
//
//   unzip bundle.zip -d bundle && node bundle/verify.mjs bundle [--signer SHA-256 of the certificate]
//
// It re-proves every member by its SHA-256, the signature of the manifest (CMS, RFC 5652), the timestamp of that signature
// where there is one (RFC 3161; not whether its authority is to be trusted), every record by its bytes in
// its log file, every log file by the digest that lists it, every digest by a signature of CloudTrail or by the next digest
// (AWS CloudTrail user guide, "CloudTrail digest file structure" and "... signature structure"), and the chain of the
// examiner log. Exit codes: 0 all is proven; 1 something was altered, and is named; 2 nothing was, but some records are not
// proven; 66 this is no bundle.
//
// A copy of this script that came with a bundle may be forged, too: take it from where you trust it.
import { constants, createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const manifestName = 'MANIFEST.json'
const signatureName = 'MANIFEST.json.p7s'
/** A TimeStampResp over the signature, DER. */
export const timestampName = 'MANIFEST.json.p7s.tsr'
export const sumsName = 'SHA256SUMS'
/** Members that the manifest cannot name: it is made before them. */
const besideManifest = [manifestName, signatureName, timestampName, sumsName]

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const parse = (bytes) => JSON.parse(bytes.toString().replace(/^\ufeff/, ''))

/**
 * `files`: `names()` of all members, and `read(name)`, their bytes; it throws where there is no such member. `signer`: the
 * SHA-256 that the certificate must have, hex; null where any counts. What it gives: `problems`, each with the member that it
 * is about, and what was counted. Null where this is no bundle.
 */
export function verifyBundle(files, signer = null) {
  const problems = []
  const complain = (member, sentence) => problems.push({ member, sentence })
  const names = new Set(files.names())
  if (!names.has(manifestName) || !names.has(sumsName)) return null
  let manifest
  let good = new Set()
  try {
    manifest = parse(files.read(manifestName))
    if (manifest.format !== 'trailproof-bundle') return null
    good = checkMembers(manifest, files, names, complain)
  } catch (error) {
    complain(manifestName, `cannot be read: ${error.message}`)
  }
  attempt(complain, sumsName, () => checkSums(files, names, good, complain))
  const told = {
    problems,
    members: names.size,
    signer: null,
    timestamp: null,
    records: 0,
    provenRecords: 0,
    logs: 0,
    provenLogs: 0,
    keys: [],
  }
  told.signer = attempt(complain, signatureName, () => checkSignature(files, names, signer, complain))
  told.timestamp = attempt(complain, timestampName, () => checkTimestamp(files, names, complain))
  const chain = attempt(complain, 'chain.json', () => checkChain(files, complain))
  if (chain != null) Object.assign(told, chain.counts)
  if (chain != null)
    Object.assign(
      told,
      attempt(complain, 'records/places.ndjson', () => checkRecords(files, chain.provenLogs, complain)),
    )
  if (manifest !== undefined)
    attempt(complain, 'examiner-log.jsonl', () => checkExaminerLog(files, manifest.examinerLog ?? null, complain))
  return told
}

/** What a damaged member throws is a problem of that member. */
function attempt(complain, member, work) {
  try {
    return work()
  } catch (error) {
    complain(member, `cannot be read: ${error.message}`)
    return null
  }
}

/** Gives the members that are what the manifest states. */
function checkMembers(manifest, files, names, complain) {
  const stated = new Set()
  const good = new Set()
  for (const { path, bytes, sha256: hash } of manifest.members) {
    stated.add(path)
    if (!names.has(path)) complain(path, 'is missing: the manifest names it')
    else {
      const content = attempt(complain, path, () => files.read(path))
      if (content === null) continue
      if (content.length === bytes && sha256(content) === hash) good.add(path)
      else complain(path, 'was altered: it is not what the manifest states')
    }
  }
  for (const name of names)
    if (!stated.has(name) && !besideManifest.includes(name)) complain(name, 'was added: the manifest does not name it')
  return good
}

/**
 * Finds a byte that was altered in the manifest, in its signature, which has parts that prove nothing, or in the sums
 * themselves. Of other members the manifest tells. Whoever forges a bundle can forge the sums, too.
 */
function checkSums(files, names, good, complain) {
  const listed = new Map()
  const text = files.read(sumsName).toString('latin1')
  if (!text.endsWith('\n')) complain(sumsName, 'was cut or altered: its last line does not end')
  for (const line of text.split('\n').slice(0, -1)) {
    const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (name === undefined || listed.has(name) || !names.has(name))
      complain(sumsName, `has a line that names no member: ${JSON.stringify(line)}`)
    else listed.set(name, hash)
  }
  for (const name of names) {
    if (name === sumsName) continue
    const hash = attempt(
      () => {},
      name,
      () => sha256(files.read(name)),
    )
    if (hash === listed.get(name)) continue
    const isGood = good.has(name)
    if (isGood || besideManifest.includes(name))
      complain(sumsName, `states another SHA-256 of ${name}${isGood ? '' : ': one of the two was altered'}`)
    if (besideManifest.includes(name))
      complain(name, `has another SHA-256 than ${sumsName} states: one of the two was altered`)
  }
}

// --- the signature of the manifest ---------------------------------------------------------------------------------

const oid = {
  signedData: '2a864886f70d010702',
  messageDigest: '2a864886f70d010904',
  signingTime: '2a864886f70d010905',
  timestampInfo: '2a864886f70d0109100104',
  pss: '2a864886f70d01010a',
}
const hashes = { '608648016503040201': 'sha256', '608648016503040202': 'sha384', '608648016503040203': 'sha512' }

/** The element of DER (ITU-T X.690) that begins at a byte. */
function element(bytes, at) {
  let length = bytes[at + 1]
  let start = at + 2
  if (length > 0x80) {
    const digits = length - 0x80
    length = bytes.readUIntBE(start, digits)
    start += digits
  }
  if (!(start + length <= bytes.length)) throw new Error('it is no DER')
  return {
    tag: bytes[at],
    whole: bytes.subarray(at, start + length),
    body: bytes.subarray(start, start + length),
    end: start + length,
  }
}

function elements(bytes) {
  const found = []
  for (let at = 0; at < bytes.length; at = found.at(-1).end) found.push(element(bytes, at))
  return found
}

/** What a CMS ContentInfo with SignedData and one signer says. `content`: what is signed where it is within, else null. */
function readCms(bytes) {
  const [type, signedData] = elements(element(bytes, 0).body)
  if (type.body.toString('hex') !== oid.signedData) throw new Error('it is no CMS SignedData')
  const parts = elements(element(signedData.body, 0).body)
  const [contentType, content] = elements(parts[2].body)
  const certificates = elements(parts.find(({ tag }) => tag === 0xa0)?.body ?? Buffer.alloc(0)).map(
    ({ whole }) => new X509Certificate(whole),
  )
  const signerInfo = elements(elements(parts.at(-1).body)[0].body)
  // Two authorities may give the same serial number.
  const certificate = certificates.find((one) => nameOf(one).equals(signerInfo[1].body))
  if (certificate === undefined) throw new Error('the certificate of the signer is not in it')
  const hash = hashes[elements(signerInfo[2].body)[0].body.toString('hex')]
  if (hash === undefined) throw new Error('it is not over SHA-256, SHA-384 or SHA-512')
  const attributes = signerInfo.find(({ tag }) => tag === 0xa0)
  const algorithm = signerInfo[signerInfo.indexOf(attributes) + 1]
  const signature = signerInfo.findLast(({ tag }) => tag === 0x04).body
  // What is signed is the SET of the attributes (RFC 5652, 5.4).
  const signed = Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)])
  const values = new Map(
    elements(attributes.body)
      .map(({ body }) => elements(body))
      .map(([name, value]) => [name.body.toString('hex'), elements(value.body)[0].body]),
  )
  return {
    contentType: contentType.body.toString('hex'),
    content: content === undefined ? null : element(content.body, 0).body,
    certificate,
    fingerprint: fingerprintOf(certificate),
    signingTime: values.get(oid.signingTime)?.toString('latin1'),
    isByKey: verify(hash, signed, keyFor(certificate.publicKey, algorithm, hash), signature),
    ...traced(certificate, certificates),
    isOver: (bytes) => values.get(oid.messageDigest)?.equals(createHash(hash).update(bytes).digest()) === true,
  }
}

/** Issuer and serial number, as a signature names a certificate (RFC 5652, 10.2.4). */
function nameOf({ raw }) {
  const parts = elements(elements(element(raw, 0).body)[0].body)
  const [serial, , issuer] = parts[0].tag === 0xa0 ? parts.slice(1) : parts
  return Buffer.concat([issuer.whole, serial.whole])
}

/** The key as the algorithm of the signature uses it. RSASSA-PSS has parameters (RFC 4055, 3.1), whose hashes are one here. */
function keyFor(key, algorithm, hash) {
  const [name, parameters] = elements(algorithm.body)
  if (name.body.toString('hex') !== oid.pss) return key
  const stated = new Map(elements(parameters?.body ?? Buffer.alloc(0)).map(({ tag, body }) => [tag, elements(body)[0]]))
  const hashIn = (one) => hashes[one === undefined ? '' : elements(one.body)[0].body.toString('hex')]
  const mask = stated.has(0xa1) ? elements(stated.get(0xa1).body)[1] : undefined
  if (hashIn(stated.get(0xa0)) !== hash || hashIn(mask) !== hash)
    throw new Error(`its RSASSA-PSS is not over ${hash} alone`)
  const salt = stated.get(0xa2)?.body
  const saltLength = salt === undefined ? 20 : salt.readUIntBE(0, salt.length)
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }
}

/**
 * The certificates above one, as far as they are here and each signs the one below. `root`: whether the last of all signs
 * itself; null where the certificate above it is not here.
 */
function traced(certificate, certificates) {
  const issuers = []
  const isBy = (one, above) => one.issuer === above.subject && one.verify(above.publicKey)
  for (let last = certificate; ; ) {
    if (isBy(last, last)) return { issuers: issuers.map(asIssuer), root: asIssuer(last), lacks: null }
    const above = certificates.find((one) => one !== last && !issuers.includes(one) && isBy(last, one))
    if (above === undefined) return { issuers: issuers.map(asIssuer), root: null, lacks: inLine(last.issuer) }
    issuers.push(above)
    last = above
  }
}

const inLine = (name) => name.replaceAll('\n', ', ')
const fingerprintOf = ({ fingerprint256 }) => fingerprint256.replaceAll(':', '').toLowerCase()
const asIssuer = (certificate) => ({ subject: inLine(certificate.subject), fingerprint: fingerprintOf(certificate) })

/** What is shown of who issued a certificate, and what is not. */
function tracedText({ issuers, root, lacks }) {
  const above = issuers.map(({ subject }) => subject).join(', by ')
  if (root === null)
    return `It was issued by ${above === '' ? lacks : `${above}, by ${lacks}`}, whose certificate is not here: it is traced no further.`
  if (issuers.length === 0) return 'That certificate signs itself: nobody else says whose it is.'
  return `It was issued by ${above}, which signs itself and has the SHA-256 ${root.fingerprint}: all of these came with the bundle, and nothing here shows that they are trusted or were not revoked.`
}

/** Of a manifest that is not signed null. */
function checkSignature(files, names, signer, complain) {
  if (!names.has(signatureName)) {
    if (signer !== null) complain(signatureName, 'is missing: the bundle is not signed')
    return null
  }
  const { certificate, fingerprint, signingTime, isByKey, isOver, issuers, root, lacks } = readCms(
    files.read(signatureName),
  )
  if (!isByKey) complain(signatureName, 'does not verify: the signature is not by the key of its certificate')
  if (!isOver(files.read(manifestName))) complain(manifestName, 'was altered: its signature is over another content')
  if (signer !== null && fingerprint !== signer.replaceAll(':', '').toLowerCase())
    complain(signatureName, `is by another certificate, with the SHA-256 ${fingerprint}`)
  return {
    subject: certificate.subject,
    fingerprint,
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    signedAt: timeOf(signingTime),
    issuers,
    root,
    lacks,
  }
}

/**
 * A TimeStampResp (RFC 3161, 2.4.2) whose message imprint is the SHA-256 of the signature's bytes. Whether the authority is
 * one to be trusted is not checked. Null where there is none.
 */
function checkTimestamp(files, names, complain) {
  if (!names.has(timestampName)) return null
  const [status, token] = elements(element(files.read(timestampName), 0).body)
  // 0 granted, 1 granted with modifications.
  if (token === undefined || elements(status.body)[0].body.readUInt8() > 1)
    throw new Error('the authority did not grant a timestamp')
  const { contentType, content, certificate, fingerprint, isByKey, isOver, issuers, root, lacks } = readCms(token.whole)
  if (contentType !== oid.timestampInfo || content === null) throw new Error('it is no timestamp')
  if (!isByKey || !isOver(content)) complain(timestampName, 'does not verify by the key of its certificate')
  const [, , imprint, , time] = elements(element(content, 0).body)
  const [algorithm, hashed] = elements(imprint.body)
  const isSha256 = hashes[elements(algorithm.body)[0].body.toString('hex')] === 'sha256'
  if (!isSha256 || hashed.body.toString('hex') !== sha256(files.read(signatureName)))
    complain(timestampName, `is not over the SHA-256 of ${signatureName}`)
  const at = generalizedTimeOf(time.body.toString('latin1'))
  return { at, subject: certificate.subject, fingerprint, issuers, root, lacks }
}

/** UTCTime, `240305101500Z`. Null for anything else. */
function timeOf(text = '') {
  const [, ...digits] = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? []
  return digits.length === 0 ? null : `20${digits.slice(0, 3).join('-')}T${digits.slice(3).join(':')}Z`
}

/** GeneralizedTime as RFC 3161 (2.4.2) has it, `20240305101500.25Z`. */
function generalizedTimeOf(text) {
  const [, year, ...rest] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d(?:\.\d+)?)Z$/.exec(text) ?? []
  if (year === undefined) throw new Error('its time is no GeneralizedTime in UTC')
  return `${[year, ...rest.slice(0, 2)].join('-')}T${rest.slice(2).join(':')}Z`
}

// --- log files, digests, keys --------------------------------------------------------------------------------------

/** The log files that are proven by digests, and these by signatures of CloudTrail. */
function checkChain(files, complain) {
  const { logs, digests } = parse(files.read('chain.json'))
  const keys = new Map()
  for (const { fingerprint, value } of parse(files.read('keys.json')).keys) {
    const der = Buffer.from(value, 'base64')
    // A digest names its key by the MD5 of the key's PKCS #1 bytes.
    if (createHash('md5').update(der).digest('hex') !== fingerprint)
      complain('keys.json', `has a key that is not the one with the fingerprint ${fingerprint}`)
    else keys.set(fingerprint, createPublicKey({ key: der, format: 'der', type: 'pkcs1' }))
  }
  const known = new Map(digests.map((digest) => [digest.member, digest]))
  const proven = new Map()
  const usedKeys = new Set()
  const isProven = (member) => {
    if (proven.has(member)) return proven.get(member)
    proven.set(member, false)
    const { signature, next } = known.get(member)
    const bytes = files.read(member)
    const digest = parse(bytes)
    const place = `${digest.digestS3Bucket}/${digest.digestS3Object}`
    const hash = sha256(bytes)
    const key = keys.get(digest.digestPublicKeyFingerprint)
    const text = [digest.digestEndTime, place, hash, digest.previousDigestSignature ?? 'null'].join('\n')
    let holds =
      signature !== null &&
      key !== undefined &&
      verify('RSA-SHA256', Buffer.from(text), key, Buffer.from(signature, 'hex'))
    if (holds) usedKeys.add(digest.digestPublicKeyFingerprint)
    if (!holds && next !== null && isProven(next)) {
      const later = parse(files.read(next))
      holds =
        `${later.previousDigestS3Bucket}/${later.previousDigestS3Object}` === place &&
        later.previousDigestHashValue === hash
    }
    if (!holds)
      complain(member, 'is not proven: neither a signature nor the next digest shows that it is as CloudTrail wrote it')
    proven.set(member, holds)
    return holds
  }
  const provenLogs = new Set()
  for (const { member, place, digest, verdict } of logs) {
    if (verdict !== 'verified') continue
    const listed = parse(files.read(digest)).logFiles.find(
      ({ s3Bucket, s3Object }) => `${s3Bucket}/${s3Object}` === place,
    )
    if (listed?.hashValue !== sha256(files.read(member)))
      complain(member, `is not the log file that ${digest} lists as ${place}`)
    else if (isProven(digest)) provenLogs.add(member)
  }
  return { provenLogs, counts: { logs: logs.length, provenLogs: provenLogs.size, keys: [...usedKeys] } }
}

// --- records -------------------------------------------------------------------------------------------------------

/** JSON without the white space between its tokens. Every byte is a character of its own, and stays what it is. */
const compact = (bytes) =>
  bytes.toString('latin1').replace(/("[^"\\]*(?:\\.[^"\\]*)*")|[ \t\r\n]+/gs, (_, text) => text ?? '')

const linesOf = (bytes) => bytes.toString('latin1').split('\n').slice(0, -1)

/** Every record is what lies at its place in its log file. */
function checkRecords(files, provenLogs, complain) {
  const lines = linesOf(files.read('records/records.ndjson'))
  const places = linesOf(files.read('records/places.ndjson'))
  if (lines.length !== places.length)
    complain('records/places.ndjson', `tells of ${places.length} records, and there are ${lines.length}`)
  let held = { member: null, bytes: Buffer.alloc(0) }
  let provenRecords = 0
  places.forEach((text, at) => {
    const { log, offset, length, eventID } = JSON.parse(Buffer.from(text, 'latin1').toString())
    const line = lines[at] ?? ''
    const { eventID: written } = JSON.parse(Buffer.from(line, 'latin1').toString())
    if ((typeof written === 'string' ? written : null) !== eventID)
      complain('records/records.ndjson', `has another event in line ${at + 1} than records/places.ndjson tells`)
    // It was made of another form than a log file: nothing here can show it again.
    if (log === null) return
    if (held.member !== log) held = { member: log, bytes: files.read(log) }
    if (compact(held.bytes.subarray(offset, offset + length)) !== line)
      complain('records/records.ndjson', `has a line ${at + 1} that is not the record in ${log}`)
    else if (provenLogs.has(log)) provenRecords++
  })
  return { records: lines.length, provenRecords }
}

// --- the examiner log ----------------------------------------------------------------------------------------------

/** Each line is canonical JSON with the hash of itself and of the line before; the manifest names the last one. */
function checkExaminerLog(files, head, complain) {
  if (head === null) return
  let before = null
  let last = null
  for (const text of files.read('examiner-log.jsonl').toString().split('\n').slice(0, -1)) {
    const line = JSON.parse(text)
    // Names are in the order of their letters: `at` is before `hash`.
    const said = text.replace(`"hash":"${line.hash}",`, '')
    if (sha256(said) !== line.hash) complain('examiner-log.jsonl', `has a line ${line.n} that was edited`)
    if (line.previous !== (before === null ? null : sha256(before)))
      complain('examiner-log.jsonl', `has a line ${line.n} that does not follow from the one before`)
    before = text
    last = line
  }
  if (last?.n !== head.n || last.hash !== head.hash)
    complain('examiner-log.jsonl', `does not end at line ${head.n} with the hash that the manifest names`)
}

// --- the command ---------------------------------------------------------------------------------------------------

const membersOf = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )

/** Of an unpacked bundle. */
export function filesOf(folder) {
  const root = realpathSync(folder)
  return { names: () => membersOf(root), read: (name) => readFileSync(join(root, name)) }
}

/** What came of it, in lines for people. */
export function asText({ problems, members, signer, timestamp, records, provenRecords, logs, provenLogs, keys }) {
  return [
    ...problems.map(({ member, sentence }) => `${member} ${sentence}.`),
    problems.length === 0
      ? `All ${members} members are as they were bundled.`
      : `${problems.length} problems were found.`,
    signer === null
      ? 'No signature shows who made the bundle.'
      : `Signed${signer.signedAt === null ? '' : ` at ${signer.signedAt} by the signer's clock`} by ${signer.subject.replaceAll('\n', ', ')}; its certificate has the SHA-256 ${signer.fingerprint}. Compare it with one that you were given. ${tracedText(signer)}`,
    ...(timestamp === null
      ? []
      : [
          `The signature has a timestamp of ${timestamp.at} by ${timestamp.subject.replaceAll('\n', ', ')}; its certificate has the SHA-256 ${timestamp.fingerprint}. ${tracedText(timestamp)} Not checked is whether it may sign timestamps and is trusted: \`openssl ts -verify -data ${signatureName} -in ${timestampName} -CAfile FILE\` checks it.`,
        ]),
    `${provenRecords} of ${records} records lie in log files that proven digests list; ${provenLogs} of ${logs} log files are so proven.`,
    keys.length === 0
      ? 'No key of CloudTrail proves anything here.'
      : `Keys of CloudTrail that prove them: ${keys.join(', ')}. Compare each with what \`aws cloudtrail list-public-keys\` prints for the Region and time.`,
  ]
}

export const exitCodeOf = ({ problems, records, provenRecords }) =>
  problems.length > 0 ? 1 : provenRecords < records ? 2 : 0

function main(args) {
  const at = args.indexOf('--signer')
  const signer = at === -1 ? null : (args[at + 1] ?? '')
  const [folder = dirname(fileURLToPath(import.meta.url))] = at === -1 ? args : args.toSpliced(at, 2)
  const told = verifyBundle(filesOf(folder), signer)
  if (told === null) {
    console.error(`${folder} is no bundle: it has no ${manifestName} of one, or no ${sumsName}.`)
    return 66
  }
  console.log(asText(told).join('\n'))
  return exitCodeOf(told)
}

if (/verify\.mjs$/.test(process.argv[1] ?? '') && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = main(process.argv.slice(2))
