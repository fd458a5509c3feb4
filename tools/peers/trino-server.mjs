import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const version = '476'
const cache = join(homedir(), '.cache', 'trailproof-peers')
const server = join(cache, `trino-server-${version}`)
/** Trino 476 needs it (its documentation, "Requirements"). */
const leastJava = 24
const startsWithinMs = 180_000
/** Without a network Maven tries for long. */
const fetchedWithinMs = 6 * 60_000

/**
 * Trino on this machine, with a Hive catalog `hive` over the files below `root` (`local:///`). Asked of Maven once, and kept
 * in the cache of the user.
 *
 * @param {string} root An absolute path. Trino writes its metastore into `root/metastore`.
 * @returns {Promise<{ endpoint: string, end(): Promise<void> } | { missing: string }>} `missing`: why there is none, a sentence.
 */
export async function startTrino(root) {
  const java = javaHome()
  if (java === null) return { missing: `Trino ${version} needs a JDK of version ${leastJava} or later` }
  if (!existsSync(server)) {
    const why = fetchServer()
    if (why !== null) return { missing: why }
  }
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  const settings = writeSettings(root, port)
  const child = spawn(
    join(java, 'bin', 'java'),
    [
      '-Xmx3G',
      '--enable-native-access=ALL-UNNAMED',
      '--sun-misc-unsafe-memory-access=allow',
      '--add-modules=jdk.incubator.vector',
      '-Djdk.attach.allowAttachSelf=true',
      '-XX:+EnableDynamicAgentLoading',
      '-Dfile.encoding=UTF-8',
      '-Dnode.environment=peers',
      '-Dnode.id=peer',
      `-Dnode.data-dir=${settings}`,
      '-Dnode.internal-address=127.0.0.1',
      `-Dconfig=${join(settings, 'config.properties')}`,
      `-Dlog.levels-file=${join(settings, 'log.properties')}`,
      '-cp',
      join(server, 'lib', '*'),
      'io.trino.server.TrinoServer',
    ],
    { cwd: settings, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  // Whoever runs this may end it after a while: the server must not stay behind.
  process.once('exit', () => child.kill())
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said = `${said}${text}`.slice(-20_000)
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const end = async () => {
    child.kill()
    await ended
  }
  if (await answersWithin(endpoint, child)) return { endpoint, end }
  await end()
  return { missing: `Trino ${version} did not start: ${said.trim().split('\n').at(-1)}` }
}

function freePort() {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** The newest JDK that this machine has, or null. */
function javaHome() {
  const folder = '/usr/lib/jvm'
  const installed = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
  const homes = [process.env.JAVA_HOME, ...installed].filter((home) => home && existsSync(join(home, 'bin', 'java')))
  const versions = homes.map((home) => {
    const { stderr } = spawnSync(join(home, 'bin', 'java'), ['-version'], { encoding: 'utf8' })
    return { home, version: Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) }
  })
  return versions.sort((a, b) => b.version - a.version).find(({ version }) => version >= leastJava)?.home ?? null
}

/** Null when it is there; else why it is not. */
function fetchServer() {
  mkdirSync(cache, { recursive: true })
  const artifact = `io.trino:trino-server:${version}:tar.gz`
  const maven = (...args) => spawnSync('mvn', ['-q', '-B', ...args], { encoding: 'utf8', timeout: fetchedWithinMs })
  const got = maven('dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${cache}`)
  if (got.error?.code === 'ENOENT') return `Trino ${version} is asked of Maven, which is not installed`
  if (got.error) return `Maven did not give Trino ${version} within ${fetchedWithinMs / 60_000} minutes`
  if (got.status !== 0) return `Maven has no Trino ${version}: ${got.stdout.trim().split('\n')[0]}`
  const unpacked = join(cache, 'unpacked')
  rmSync(unpacked, { recursive: true, force: true })
  mkdirSync(unpacked)
  // Files of the plugin for Hive are hard links to those of plugins that come before it.
  const plugins = ['hive', 'delta-lake', 'cassandra', 'clickhouse', 'bigquery'].map((name) => `*/plugin/${name}/*`)
  const archive = join(cache, `trino-server-${version}.tar.gz`)
  const tar = spawnSync('tar', ['xzf', archive, '-C', unpacked, '--wildcards', '*/lib/*', ...plugins], {
    encoding: 'utf8',
  })
  if (tar.status !== 0) return `Trino ${version} could not be unpacked: ${tar.stderr.trim()}`
  const made = join(unpacked, `trino-server-${version}`)
  for (const name of readdirSync(join(made, 'plugin')))
    if (name !== 'hive') rmSync(join(made, 'plugin', name), { recursive: true })
  renameSync(made, server)
  rmSync(unpacked, { recursive: true })
  rmSync(archive)
  return null
}

/** The folder of settings and of what the server writes. */
function writeSettings(root, port) {
  const settings = join(root, '.trino')
  mkdirSync(join(settings, 'catalog'), { recursive: true })
  const write = (name, lines) => writeFileSync(join(settings, name), `${lines.join('\n')}\n`)
  write('config.properties', [
    'coordinator=true',
    'node-scheduler.include-coordinator=true',
    `http-server.http.port=${port}`,
    `discovery.uri=http://127.0.0.1:${port}`,
    `catalog.config-dir=${join(settings, 'catalog')}`,
    `plugin.dir=${join(server, 'plugin')}`,
  ])
  write('log.properties', ['io.trino=WARN'])
  write('catalog/hive.properties', [
    'connector.name=hive',
    'hive.metastore=file',
    'hive.metastore.catalog.dir=local:///metastore',
    'fs.native-local.enabled=true',
    `local.location=${root}`,
    // Projected days and Regions of which there is no folder.
    'hive.ignore-absent-partitions=true',
  ])
  return settings
}

async function answersWithin(endpoint, child) {
  const until = Date.now() + startsWithinMs
  while (Date.now() < until && child.exitCode === null) {
    const info = await fetch(`${endpoint}/v1/info`).then(
      (answer) => answer.json(),
      () => null,
    )
    if (info?.starting === false && (await runsQueries(endpoint))) return true
    await wait(500)
  }
  return false
}

/** A server that has started may know no node yet, itself included: it refuses queries then. */
async function runsQueries(endpoint) {
  const headers = { 'X-Trino-User': 'peers' }
  const body = 'SELECT count(*) FROM (VALUES 1) AS one(n)'
  try {
    let answer = await fetch(`${endpoint}/v1/statement`, { method: 'POST', headers, body }).then((told) => told.json())
    while (answer.nextUri !== undefined) answer = await fetch(answer.nextUri, { headers }).then((told) => told.json())
    return answer.error === undefined
  } catch {
    return false
  }
}
