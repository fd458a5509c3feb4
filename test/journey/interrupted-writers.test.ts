import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { anIdentity } from '../fixtures/identity.ts'
import { aTrail, temporaryFolder } from '../fixtures/trail.ts'
import { built, runNode, trailproof } from './built.ts'

const ground = temporaryFolder()
const [key, bundle, response] = ['key.pem', 'bundle.zip', 'response.tsr'].map((name) => join(ground, name)) as [string, string, string] // biome-ignore format: one line
let trail: string
beforeAll(async () => {
  trail = (await aTrail().hours(2).write()).folder
  const identity = anIdentity()
  writeFileSync(key, identity.key + identity.certificate)
  await trailproof('bundle', trail, '--filter', '', '--sign-with', key, '--out', bundle)
  makeTimestamp()
})

/** By an authority of our own. */
function makeTimestamp(): void {
  const openssl = (...args: readonly string[]) => spawnSync('openssl', args, { cwd: ground })
  writeFileSync(join(ground, 'signature'), unzipSync(readFileSync(bundle))['MANIFEST.json.p7s']!)
  const settings = 'serial=serial\nsigner_cert=tsa.pem\nsigner_key=tsa.key\nsigner_digest=sha256\ndefault_policy=2.999\ndigests=sha256\n'
  writeFileSync(join(ground, 'tsa.cnf'), `[tsa]\ndefault_tsa=one\n[one]\n${settings}`)
  writeFileSync(join(ground, 'serial'), '01\n')
  const usage = ['-addext', 'extendedKeyUsage=critical,timeStamping', '-subj', '/CN=Example Timestamps']
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.pem', ...usage)
  openssl('ts', '-query', '-data', 'signature', '-sha256', '-cert', '-out', 'request.tsq')
  openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'request.tsq', '-out', 'response.tsr')
} // biome-ignore format: one line a thing

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** Each way in which the command line writes a file: `out`, and what lies beside it. */
const commands: Readonly<Record<string, (out: string) => readonly string[]>> = {
  'export ndjson': (out) => ['export', trail, '--filter', '', '--format', 'ndjson', '--out', out],
  'export parquet': (out) => ['export', trail, '--filter', '', '--format', 'parquet', '--out', out],
  findings: (out) => ['findings', trail, '--format', 'json', '--out', out],
  report: (out) => ['report', trail, '--kind', 'incident', '--out', `${out}.md`],
  bundle: (out) => ['bundle', trail, '--filter', '', '--sign-with', key, '--out', out],
  save: (out) => ['save', trail, '--case', out],
  'make-key': (out) => ['make-key', out, '--name', 'Ana Example'],
  ...(hasOpenssl ? { 'timestamp-bundle': (out) => ['timestamp-bundle', bundle, '--response', response, '--out', out] } : {}),
} // biome-ignore format: one line a thing

/** Runs in every thread before the program: Ctrl-C comes when the first file below `INTO` was begun. */
const interrupting = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  const { open } = fs.promises
  fs.promises.open = async (path, flags, ...more) => {
    const handle = await open(path, flags, ...more)
    if (flags === 'wx' && String(path).startsWith(process.env.INTO)) process.kill(process.pid, 'SIGINT')
    return handle
  }
  syncBuiltinESMExports()
`)}`

const env = (into: string) => ({ INTO: into, TRAILPROOF_KEY_PASSWORD: 'secret' })

test.each(Object.entries(commands))('%s, interrupted when its file was begun', async (_, command) => {
  const into = temporaryFolder()
  const args = command(join(into, 'out'))
  const ended = await runNode(['--import', interrupting, built('main/cli.js'), ...args], env(into))
  expect(ended).toMatchObject({ code: 130, out: '' })
  expect(ended.err).not.toMatch(/defect|Error/)
  const left = readdirSync(into)
  expect(left.filter((name) => /partial|draft|lock|journal/.test(name))).toEqual([])
  // The interrupt may come when all is written. Then the file is whole, and it is said.
  if (left.length > 0) expect(ended.err).toContain(join(into, left[0]!))
})
