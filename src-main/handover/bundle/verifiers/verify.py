#!/usr/bin/env python3
"""Verifies a bundle of Trailproof with Python's standard library and openssl:

    unzip bundle.zip -d bundle && python3 bundle/verify.py bundle [--signer SHA-256 of the certificate]

It shares no line with verify.mjs and checks the same: every member by its SHA-256, the signature of the manifest (CMS,
RFC 5652, by `openssl cms`), the timestamp of that signature where there is one (RFC 3161; not whether its authority
is to be trusted), every record by its bytes in its log file, every log file by the digest that lists it, every digest by a signature of CloudTrail or by the next digest (AWS CloudTrail user guide, "CloudTrail digest file structure" and
"... signature structure"), and the chain of the examiner log. Exit codes: 0 all is proven; 1 something was altered, and is
named; 2 nothing was, but some records are not proven; 66 this is no bundle.

A copy of this script that came with a bundle may be forged, too: take it from where you trust it.
"""
import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

MANIFEST, SIGNATURE, TIMESTAMP, SUMS = 'MANIFEST.json', 'MANIFEST.json.p7s', 'MANIFEST.json.p7s.tsr', 'SHA256SUMS'
# Members that the manifest cannot name: it is made before them.
BESIDE_MANIFEST = {MANIFEST, SIGNATURE, TIMESTAMP, SUMS}

problems = []


def complain(member, sentence):
    problems.append(f'{member} {sentence}.')


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Bundle:
    def __init__(self, folder):
        self.folder = folder
        self.names = set()
        for path, _, names in os.walk(folder):
            for name in names:
                self.names.add(os.path.relpath(os.path.join(path, name), folder).replace(os.sep, '/'))

    def path(self, name):
        return os.path.join(self.folder, *name.split('/'))

    def read(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def json(self, name):
        return json.loads(self.read(name).decode('utf-8-sig'))


def attempt(member, work, *given):
    """What a damaged member raises is a problem of that member."""
    try:
        return work(*given)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, subprocess.SubprocessError) as error:
        complain(member, f'cannot be read: {type(error).__name__}: {error}')
        return None


def check_members(bundle):
    """Gives the manifest, and the members that are what it states."""
    manifest = bundle.json(MANIFEST)
    stated, good = set(), set()
    for member in manifest['members']:
        name = member['path']
        stated.add(name)
        if name not in bundle.names:
            complain(name, 'is missing: the manifest names it')
            continue
        content = bundle.read(name)
        if len(content) == member['bytes'] and sha256(content) == member['sha256']:
            good.add(name)
        else:
            complain(name, 'was altered: it is not what the manifest states')
    for name in sorted(bundle.names - stated - BESIDE_MANIFEST):
        complain(name, 'was added: the manifest does not name it')
    return manifest, good


def check_sums(bundle, good):
    """Finds a byte that was altered in the manifest, in its signature, which has parts that prove nothing, or in the sums
    themselves. Of other members the manifest tells. Whoever forges a bundle can forge the sums, too."""
    listed = {}
    text = bundle.read(SUMS).decode('latin-1')
    if not text.endswith('\n'):
        complain(SUMS, 'was cut or altered: its last line does not end')
    for line in text.split('\n')[:-1]:
        match = re.fullmatch(r'([0-9a-f]{64})  (.+)', line)
        if match is None or match[2] in listed or match[2] not in bundle.names:
            complain(SUMS, f'has a line that names no member: {line!r}')
        else:
            listed[match[2]] = match[1]
    for name in sorted(bundle.names - {SUMS}):
        if sha256(bundle.read(name)) == listed.get(name):
            continue
        if name in good:
            complain(SUMS, f'states another SHA-256 of {name}')
        elif name in BESIDE_MANIFEST:
            complain(SUMS, f'states another SHA-256 of {name}: one of the two was altered')
            complain(name, f'has another SHA-256 than {SUMS} states: one of the two was altered')


def check_signature(bundle, signer):
    """Whose signature it is; whether the certificate is one that counts is for the reader to say."""
    if SIGNATURE not in bundle.names:
        if signer is not None:
            complain(SIGNATURE, 'is missing: the bundle is not signed')
        return None
    cms = ['openssl', 'cms', '-verify', '-noverify', '-binary', '-inform', 'DER', '-in', bundle.path(SIGNATURE)]
    verified = verified_cms([*cms, '-content', bundle.path(MANIFEST)])
    if verified is None:
        complain(SIGNATURE, f'does not verify over {MANIFEST}: one of the two was altered')
        return None
    subject, fingerprint, trace = traced(*verified[1:])
    if signer is not None and fingerprint != signer.replace(':', '').lower():
        complain(SIGNATURE, f'is by another certificate, with the SHA-256 {fingerprint}')
    return f'{subject}; its certificate has the SHA-256 {fingerprint}. Compare it with one that you were given. {trace}'


def facts_of(certificate):
    """Subject, issuer and SHA-256 of a certificate in PEM."""
    asked = ['openssl', 'x509', '-noout', '-subject', '-issuer', '-fingerprint', '-sha256']
    told = subprocess.run(asked, input=certificate, capture_output=True, check=True)
    subject, issuer, fingerprint = (line.split('=', 1)[1].strip() for line in told.stdout.decode().splitlines()[:3])
    return subject, issuer, fingerprint.replace(':', '').lower()


def is_signed_by(certificate, above):
    """Whether the key of one certificate signs another, whenever they are valid and whatever they are for."""
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, name) for name in ('one.pem', 'above.pem')]
        for file, content in zip(files, (certificate, above)):
            with open(file, 'wb') as out:
                out.write(content)
        asked = ['openssl', 'verify', '-check_ss_sig', '-no_check_time', '-partial_chain', '-trusted', files[1], files[0]]
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def verified_cms(cms, given=None):
    """What a CMS signature is over, the certificate of its signer and all that came with it, PEM; None where it does not verify."""
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, name) for name in ('signer.pem', 'all.pem')]
        done = subprocess.run([*cms, '-signer', files[0], '-certsout', files[1]], input=given, capture_output=True, check=False)
        if done.returncode != 0:
            return None
        certificates = []
        for file in files:
            with open(file, 'rb') as content:
                certificates.append(content.read())
        return done.stdout, *certificates


def traced(last, certificates):
    """Subject and SHA-256 of the signer's certificate, and what is shown of who issued it: all that came with the signature."""
    subject, issuer, fingerprint = facts_of(last)
    is_root = subject == issuer and is_signed_by(last, last)
    left = {}
    if not is_root:
        pem = re.compile(rb'-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n?', re.S)
        left = {facts_of(one): one for one in pem.findall(certificates)}
        left.pop((subject, issuer, fingerprint), None)
    name, issuer, last_print, above = subject, issuer, fingerprint, []
    while not is_root:
        found = next((facts for facts, one in left.items() if facts[0] == issuer and is_signed_by(last, one)), None)
        if found is None:
            names = ', by '.join([*above, issuer])
            return subject, fingerprint, f'It was issued by {names}, whose certificate is not here: it is traced no further.'
        last = left.pop(found)
        name, issuer, last_print = found
        above.append(name)
        is_root = name == issuer and is_signed_by(last, last)
    if not above:
        return subject, fingerprint, 'That certificate signs itself: nobody else says whose it is.'
    return subject, fingerprint, (f'It was issued by {", by ".join(above)}, which signs itself and has the SHA-256 {last_print}: all of these '
                                  'came with the bundle, and nothing here shows that they are trusted or were not revoked.')


def der_element(der, at):
    """The tag at a byte of DER (ITU-T X.690), and where its content begins and ends."""
    length, start = der[at + 1], at + 2
    if length > 0x80:
        digits = length - 0x80
        length, start = int.from_bytes(der[start:start + digits], 'big'), start + digits
    return der[at], start, start + length


def der_children(der):
    """Tag and content of each element within the first one."""
    _, at, end = der_element(der, 0)
    while at < end:
        tag, start, after = der_element(der, at)
        yield tag, der[start:after], der[at:after]
        at = after


def check_timestamp(bundle):
    """A TimeStampResp (RFC 3161) over the SHA-256 of the signature's bytes. Whether the authority is one to be trusted is not
    checked."""
    if TIMESTAMP not in bundle.names:
        return None
    token = subprocess.run(['openssl', 'ts', '-reply', '-in', bundle.path(TIMESTAMP), '-token_out'], capture_output=True, check=False)
    verified = verified_cms(['openssl', 'cms', '-verify', '-noverify', '-binary', '-inform', 'DER'], token.stdout)
    if token.returncode != 0 or verified is None:
        complain(TIMESTAMP, 'does not verify by the key of its certificate')
        return None
    parts = list(der_children(verified[0]))
    algorithm, hashed = der_children(parts[2][2])
    if SHA256_OID not in algorithm[1] or hashed[1] != hashlib.sha256(bundle.read(SIGNATURE)).digest():
        complain(TIMESTAMP, f'is not over the SHA-256 of {SIGNATURE}')
    subject, fingerprint, trace = traced(*verified[1:])
    return f'{parts[4][1].decode()} by {subject}; its certificate has the SHA-256 {fingerprint}. {trace}'


def rsa_key(der):
    """Modulus and exponent of a PKCS #1 RSAPublicKey (RFC 8017, A.1.1)."""
    modulus, exponent = (int.from_bytes(content, 'big') for _, content, _ in der_children(der))
    return modulus, exponent


# 2.16.840.1.101.3.4.2.1
SHA256_OID = bytes.fromhex('0609608648016503040201')
# The DigestInfo of SHA-256 (RFC 8017, 9.2, note 1).
SHA256_INFO = bytes.fromhex('3031300d060960864801650304020105000420')


def verifies(text, signature, key):
    """RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2.2)."""
    modulus, exponent = key
    size = (modulus.bit_length() + 7) // 8
    if len(signature) != size:
        return False
    info = SHA256_INFO + hashlib.sha256(text).digest()
    expected = b'\x00\x01' + b'\xff' * (size - len(info) - 3) + b'\x00' + info
    return pow(int.from_bytes(signature, 'big'), exponent, modulus).to_bytes(size, 'big') == expected


class Chain:
    """The log files that are proven by digests, and these by signatures of CloudTrail."""

    def __init__(self, bundle):
        self.bundle = bundle
        chain = bundle.json('chain.json')
        self.logs = chain['logs']
        self.digests = {digest['member']: digest for digest in chain['digests']}
        self.keys, self.used, self.proven, self.proven_logs = {}, set(), {}, set()
        for key in bundle.json('keys.json')['keys']:
            der = base64.b64decode(key['value'])
            # A digest names its key by the MD5 of the key's PKCS #1 bytes.
            if hashlib.md5(der).hexdigest() != key['fingerprint']:
                complain('keys.json', f'has a key that is not the one with the fingerprint {key["fingerprint"]}')
            else:
                self.keys[key['fingerprint']] = rsa_key(der)
        for log in self.logs:
            if log['verdict'] == 'verified':
                self.check_log(log)

    def check_log(self, log):
        listed = [entry['hashValue'] for entry in self.bundle.json(log['digest'])['logFiles']
                  if f'{entry["s3Bucket"]}/{entry["s3Object"]}' == log['place']]
        if listed[:1] != [sha256(self.bundle.read(log['member']))]:
            complain(log['member'], f'is not the log file that {log["digest"]} lists as {log["place"]}')
        elif self.is_proven(log['digest']):
            self.proven_logs.add(log['member'])

    def is_proven(self, member):
        if member in self.proven:
            return self.proven[member]
        self.proven[member] = False
        stated = self.digests[member]
        content = self.bundle.read(member)
        digest = json.loads(content.decode('utf-8-sig'))
        place = f'{digest["digestS3Bucket"]}/{digest["digestS3Object"]}'
        key = digest['digestPublicKeyFingerprint']
        text = '\n'.join([digest['digestEndTime'], place, sha256(content), digest.get('previousDigestSignature') or 'null'])
        holds = False
        if stated['signature'] is not None and key in self.keys:
            holds = verifies(text.encode(), bytes.fromhex(stated['signature']), self.keys[key])
        if holds:
            self.used.add(key)
        elif stated['next'] is not None and self.is_proven(stated['next']):
            later = self.bundle.json(stated['next'])
            holds = (f'{later["previousDigestS3Bucket"]}/{later["previousDigestS3Object"]}' == place
                     and later['previousDigestHashValue'] == sha256(content))
        if not holds:
            complain(member, 'is not proven: neither a signature nor the next digest shows that it is as CloudTrail wrote it')
        self.proven[member] = holds
        return holds


def compact(data):
    """JSON without the white space between its tokens."""
    return re.sub(rb'("[^"\\]*(?:\\.[^"\\]*)*")|[ \t\r\n]+', lambda match: match[1] or b'', data, flags=re.S)


def check_records(bundle, proven_logs):
    """Every record is what lies at its place in its log file. Gives how many there are, and how many are proven."""
    lines = bundle.read('records/records.ndjson').split(b'\n')[:-1]
    places = bundle.read('records/places.ndjson').split(b'\n')[:-1]
    if len(lines) != len(places):
        complain('records/places.ndjson', f'tells of {len(places)} records, and there are {len(lines)}')
    held, content, proven = None, b'', 0
    for number, (line, told) in enumerate(zip(lines, places), 1):
        place = json.loads(told)
        written = json.loads(line.decode('utf-8', 'replace')).get('eventID')
        if (written if isinstance(written, str) else None) != place['eventID']:
            complain('records/records.ndjson', f'has another event in line {number} than records/places.ndjson tells')
        log = place['log']
        if log is None:
            continue
        if held != log:
            held, content = log, bundle.read(log)
        if compact(content[place['offset']:place['offset'] + place['length']]) != line:
            complain('records/records.ndjson', f'has a line {number} that is not the record in {log}')
        elif log in proven_logs:
            proven += 1
    return len(lines), proven


def check_examiner_log(bundle, head):
    """Each line is canonical JSON with the hash of itself and of the line before; the manifest names the last one."""
    if head is None:
        return
    before, last = None, {}
    for text in bundle.read('examiner-log.jsonl').split(b'\n')[:-1]:
        last = json.loads(text)
        # Names are in the order of their letters: `at` is before `hash`.
        said = text.replace(f'"hash":"{last["hash"]}",'.encode(), b'', 1)
        if sha256(said) != last['hash']:
            complain('examiner-log.jsonl', f'has a line {last["n"]} that was edited')
        if last['previous'] != (None if before is None else sha256(before)):
            complain('examiner-log.jsonl', f'has a line {last["n"]} that does not follow from the one before')
        before = text
    if (last.get('n'), last.get('hash')) != (head['n'], head['hash']):
        complain('examiner-log.jsonl', f'does not end at line {head["n"]} with the hash that the manifest names')


def main(arguments):
    signer = None
    if '--signer' in arguments:
        at = arguments.index('--signer')
        signer = arguments[at + 1]
        arguments = arguments[:at] + arguments[at + 2:]
    bundle = Bundle(arguments[0] if arguments else os.path.dirname(os.path.abspath(__file__)))
    if not {MANIFEST, SUMS} <= bundle.names:
        print(f'{bundle.folder} is no bundle: it has no {MANIFEST} or no {SUMS}.', file=sys.stderr)
        return 66
    manifest, good = attempt(MANIFEST, check_members, bundle) or (None, set())
    attempt(SUMS, check_sums, bundle, good)
    signed = attempt(SIGNATURE, check_signature, bundle, signer)
    stamped = attempt(TIMESTAMP, check_timestamp, bundle)
    chain = attempt('chain.json', Chain, bundle)
    records, proven = 0, 0
    if chain is not None:
        records, proven = attempt('records/places.ndjson', check_records, bundle, chain.proven_logs) or (0, 0)
    if manifest is not None:
        attempt('examiner-log.jsonl', check_examiner_log, bundle, manifest.get('examinerLog'))
    for problem in problems:
        print(problem)
    print(f'{len(problems)} problems were found.' if problems else f'All {len(bundle.names)} members are as they were bundled.')
    if SIGNATURE not in bundle.names:
        print('The manifest is not signed: nothing shows who made the bundle.')
    elif signed is not None:
        print(f'Signed by {signed}')
    if stamped is not None:
        print(f'The signature has a timestamp of {stamped} Not checked is whether it may sign timestamps and is trusted: '
              f'`openssl ts -verify -data {SIGNATURE} -in {TIMESTAMP} -CAfile FILE` checks it.')
    if chain is not None:
        print(f'{proven} of {records} records lie in log files that proven digests list; {len(chain.proven_logs)} of {len(chain.logs)} log files are so proven.')
        print(f'Keys of CloudTrail that prove them: {", ".join(sorted(chain.used)) or "none"}. Compare each with what `aws cloudtrail list-public-keys` prints.')
    return 1 if problems else 2 if proven < records else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
