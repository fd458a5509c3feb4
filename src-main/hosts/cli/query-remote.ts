import { formatCount } from '../../../src-shared/base/count.ts'
import { csvForms } from '../../../src-shared/base/csv.ts'
import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import type {
  AthenaPlace, RemoteAnswer, RemoteListener, RemoteQuery, RemoteTrouble, TrinoServer,
} from '../../../src-shared/model/remote.ts' // biome-ignore format: a list
import { type RemoteEngine, remoteEngines } from '../../../src-shared/sql/ddl/ddl.ts'
import { readsTrail } from '../../../src-shared/sql/remote/projection.ts'
import { type SentQuery, sentQuery } from '../../../src-shared/sql/remote/remote-query.ts'
import { estimatesIn, explainScan } from '../../../src-shared/sql/remote/scan-estimate.ts'
import { tablesRead } from '../../../src-shared/sql/remote/tables-read.ts'
import {
  answeredLine,
  estimateLine,
  howToVerify,
  readOnlyThere,
  readUnknown,
  remoteProgressLine,
} from '../../../src-shared/words/remote.ts'
import { readTrinoServer, trinoSecret } from '../../../src-shared/words/remote-place.ts'
import { readArguments, readChoice, readDays, readInteger } from './arguments.ts'
import { sayUsage } from './help.ts'
import { type CommandIo, exitCode } from './io.ts'
import { sayTrouble } from './io-case.ts'
import { isWrittenAtEnd, type QueryFormat, queryFormats } from './query-formats.ts'
import { type LoadReference, readRemoteText, remoteTextOptions } from './query-remote-text.ts'
import { partWords, type Sink, sinkOf } from './query-sinks.ts'
import { withComments } from './query-text.ts'

/** What asks the engines, handed in: it is loaded only when a query is sent. */
export interface RemoteParts {
  readonly trino: Ask<TrinoServer>
  readonly athena: Ask<AthenaPlace>
  readonly loadReference: LoadReference
}
type Ask<Place> = (
  query: RemoteQuery,
  place: Place,
  listener: RemoteListener,
  options: { readonly signal: AbortSignal },
) => Promise<Answer>
type Answer = Result<RemoteAnswer, RemoteTrouble>
type AskQuery = (query: RemoteQuery, listener: RemoteListener) => Promise<Answer>

type Where =
  | { readonly engine: 'trino'; readonly server: TrinoServer }
  | { readonly engine: 'athena'; readonly place: AthenaPlace }

interface RemoteArguments {
  /** Null: the text is printed, and nothing is asked. */
  readonly where: Where | null
  readonly sent: SentQuery
  readonly format: QueryFormat
  readonly limit: number
  readonly isEstimate: boolean
}

const troubleCode: Readonly<Record<RemoteTrouble, number>> = {
  unreachable: exitCode.noInput,
  denied: exitCode.noInput,
  'not-there': exitCode.noInput,
  query: exitCode.bad,
  failed: exitCode.bad,
  interrupted: exitCode.interrupted,
}

/** The command `query` with `--on`, to its exit code: no case is opened. */
export async function runRemoteQuery(args: readonly string[], io: CommandIo, parts: RemoteParts): Promise<number> {
  const read = await readRemote(args, io.signal, process.env, parts.loadReference)
  if (!read.ok) return sayUsage(io, 'query', read.message)
  const { where, sent, format, limit, isEstimate } = read.value
  if (where === null) {
    await io.out.data(`${sent.sql.trimEnd()}\n`)
    return exitCode.done
  }
  const ask = (query: RemoteQuery, listener: RemoteListener) =>
    where.engine === 'trino'
      ? parts.trino(query, where.server, listener, io)
      : parts.athena(query, where.place, listener, io)
  if (isEstimate) return sayEstimate(sent, ask, io)

  const answeredBy = where.engine === 'trino' ? `Trino at ${where.server.endpoint}` : 'Amazon Athena'
  const options = { csv: csvForms.query, notRead: null, answeredBy }
  const sink = sinkOf(format, options, io)
  const { rows, answer } = await takeRows((listener) => ask({ sql: sent.sql, limit }, listener), sink, io)
  io.err.draw(null)
  if (!answer.ok) return sayFailure(answer, sent, io, isWrittenAtEnd(format) ? [] : partWords(rows))
  await sink.end(rows)
  if (answer.value.isCut)
    await io.err.say(`trailproof query: there are more than ${formatCount(limit)} rows; --limit asks for more`)
  await io.err.say(`trailproof query: ${answeredLine(answer.value)} ${howToVerify}`)
  for (const note of await notesOnTables(sent.sql, ask, io)) await io.err.say(`trailproof query: ${note}`)
  return exitCode.done
}

/** What the tables read, and that nothing else was looked at. Asking for it reads no file. */
async function notesOnTables(sql: string, ask: AskQuery, io: CommandIo): Promise<readonly string[]> {
  if (!readsTrail(sql) || io.signal.aborted) return []
  const tables = await tablesRead((show) => linesOf(show, ask))
  return tables.length === 0 ? [readUnknown] : tables.map(({ table, place }) => readOnlyThere(table, place))
}

/** The first column of an answer; null where there is none. */
async function linesOf(sql: string, ask: AskQuery): Promise<readonly string[] | null> {
  const lines: string[] = []
  const onRows: RemoteListener['onRows'] = async (_, rows) => void lines.push(...rows.map(([line]) => String(line)))
  const answer = await ask({ sql, limit: longestPlan }, { onProgress: () => {}, onRows })
  return answer.ok ? lines : null
}

async function takeRows(ask: (listener: RemoteListener) => Promise<Answer>, sink: Sink, io: CommandIo) {
  let rows = 0
  let begun = false
  const answer = await ask({
    onProgress: (progress) => io.err.draw(remoteProgressLine(progress)),
    onRows: async (columns, found) => {
      if (!begun) await sink.begin(columns.map(({ name }) => name))
      begun = true
      await sink.take(found, rows)
      rows += found.length
    },
  })
  return { rows, answer }
}

async function sayFailure(
  { code, message }: { readonly code: RemoteTrouble; readonly message: string },
  { told }: SentQuery,
  io: CommandIo,
  more: readonly string[],
): Promise<number> {
  // An engine elsewhere may run on: that is said even to who interrupted it.
  if (code === 'interrupted') await io.err.say(`trailproof query: ${message}`)
  return sayTrouble(io, 'query', told(message), troubleCode[code], ...more)
}

async function sayEstimate(sent: SentQuery, ask: AskQuery, io: CommandIo): Promise<number> {
  const lines: string[] = []
  const answer = await ask(
    { sql: explainScan(sent.sql), limit: longestPlan },
    {
      onProgress: () => {},
      onRows: async (_, rows) => {
        for (const [line] of rows) lines.push(String(line))
      },
    },
  )
  // The engine counts the line that was put before the query.
  if (!answer.ok) {
    const message = answer.message.replace(/\bline (\d+):/, (_, line: string) => `line ${Number(line) - 1}:`)
    return sayFailure({ code: answer.code, message }, sent, io, [])
  }
  const estimates = estimatesIn(lines.join('\n'))
  if (estimates === null) return sayTrouble(io, 'query', 'The engine told no plan that can be read', exitCode.bad)
  await io.out.say(estimates.length === 0 ? 'No table would be read.' : estimates.map(estimateLine))
  return exitCode.done
}
/** Lines. */
const longestPlan = 1_000_000

async function readRemote(
  args: readonly string[],
  signal: AbortSignal,
  env: NodeJS.ProcessEnv,
  loadReference: LoadReference,
): Promise<Result<RemoteArguments, 'usage'>> {
  const read = readArguments(withComments(args), {
    on: { type: 'string' },
    ...remoteTextOptions,
    print: { type: 'boolean' },
    format: { type: 'string', default: 'table' },
    json: { type: 'boolean' },
    limit: { type: 'string', default: '1000000' },
    from: { type: 'string' },
    to: { type: 'string' },
    estimate: { type: 'boolean' },
    server: { type: 'string' },
    user: { type: 'string' },
    catalog: { type: 'string' },
    schema: { type: 'string' },
    workgroup: { type: 'string' },
    'output-location': { type: 'string' },
    profile: { type: 'string' },
    region: { type: 'string' },
    'endpoint-url': { type: 'string' },
  })
  if (!read.ok) return read
  const { values, positionals } = read.value
  if (positionals.length > 0)
    return fail('usage', `With --on no folder is opened: “${positionals[0]!}” is one too many`)
  const engine = readChoice('on', values.on ?? '', remoteEngines)
  if (!engine.ok) return engine
  const where = values.print ? ok(null) : readWhere(engine.value, values, env)
  if (!where.ok) return where
  const sql = await readRemoteText(values, signal, loadReference)
  if (!sql.ok) return fail('usage', sql.message)
  const days = readDays(values.from, values.to)
  if (!days.ok) return days
  const { first, last } = days.value
  const span = first === null && last === null ? null : { first: first ?? '0001-01-01', last: last ?? '9999-12-31' }
  const sent = sentQuery(sql.value, span)
  if (!sent.ok) return fail('usage', sent.message)
  const format = values.json ? ok('json' as const) : readChoice('format', values.format, queryFormats)
  if (!format.ok) return format
  const limit = readInteger('limit', values.limit, 1, 100_000_000)
  if (!limit.ok) return limit
  const isEstimate = values.estimate ?? false
  return ok({ where: where.value, sent: sent.value, format: format.value, limit: limit.value, isEstimate })
}

/** Options that one engine takes and the other does not. */
const onlyOf = {
  trino: ['server', 'user'],
  athena: ['workgroup', 'output-location', 'profile', 'region', 'endpoint-url'],
} as const

type OneOf = (typeof onlyOf)[RemoteEngine][number] | 'catalog' | 'schema'
type Values = { readonly [name in OneOf]?: string | undefined }

function readWhere(engine: RemoteEngine, values: Values, env: NodeJS.ProcessEnv): Result<Where, 'usage'> {
  const other = engine === 'trino' ? 'athena' : 'trino'
  const foreign = onlyOf[other].find((name) => values[name] !== undefined)
  if (foreign !== undefined) return fail('usage', `--${foreign} is of ${other}, and the query is for ${engine}`)
  const { catalog = null, schema = null } = values
  if (engine === 'athena') {
    const place: AthenaPlace = {
      profile: values.profile ?? null,
      region: values.region ?? null,
      endpoint: values['endpoint-url'] ?? env.AWS_ENDPOINT_URL_ATHENA ?? env.AWS_ENDPOINT_URL ?? null,
      workgroup: values.workgroup ?? 'primary',
      outputLocation: values['output-location'] ?? null,
      database: schema,
      catalog,
    }
    return ok({ engine, place })
  }
  if (values.server === undefined)
    return fail('usage', '--server is needed with --on trino, such as https://trino.example.com')
  const endpoint = readTrinoServer(values.server)
  if (!endpoint.ok) return fail('usage', `--server ${endpoint.message}`)
  const secret = trinoSecret(endpoint.value, env)
  if (!secret.ok) return fail('usage', secret.message)
  const user = values.user ?? 'trailproof'
  return ok({ engine, server: { endpoint: endpoint.value, user, secret: secret.value, catalog, schema } })
}
