import { setTimeout as wait } from 'node:timers/promises'
import {
  AthenaClient, type ColumnInfo, GetQueryExecutionCommand, GetQueryResultsCommand, type QueryExecution, type Row, StartQueryExecutionCommand, StopQueryExecutionCommand,
} from '@aws-sdk/client-athena' // biome-ignore format: a list
import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type {
  AthenaPlace, RemoteAnswer, RemoteColumn, RemoteListener, RemoteQuery, RemoteRow, RemoteTrouble,
} from '../../src-shared/model/remote.ts' // biome-ignore format: a list
import { remoteWords } from '../../src-shared/words/remote.ts'
import { type AwsAccess, clientOptions, regionToBeginWith } from '../acquire/access.ts'
import { troubleOf } from '../acquire/errors.ts'
import { retrying, usualPatience } from '../acquire/retrying.ts'
import type { RemoteOptions } from './trino.ts'

const usualIdleMs = 30_000
/** How long is waited before the state is asked for again: soon at first, since short queries are common. */
const pauses = { firstMs: 150, mostMs: 3_000 } as const
const cancelMs = 5_000

/**
 * Runs a query on Athena and hands on its rows page by page. Whatever ends this early stops the query: Athena bills what a
 * query has scanned.
 */
export async function askAthena(
  query: RemoteQuery,
  place: AthenaPlace,
  listener: RemoteListener,
  options: RemoteOptions,
): Promise<Result<RemoteAnswer, RemoteTrouble>> {
  const { profile, region, endpoint, workgroup } = place
  const connection = { profile, region, endpoint, requesterPays: false }
  const asked = await regionToBeginWith(connection)
  const access: AwsAccess = {
    connection,
    patience: options.patience ?? usualPatience,
    idleMs: options.idleMs ?? usualIdleMs,
    signal: options.signal,
    region: async () => asked,
  }
  const client = new AthenaClient({
    ...clientOptions(access, 'ATHENA', asked, endpoint),
    ...(endpoint === null ? {} : { endpoint }),
  })
  const by = `Amazon Athena, workgroup ${workgroup}, ${asked}`
  const running = new Running(client, access, by)
  try {
    return await running.run(query, place, listener)
  } catch (error) {
    const isCancelled = await running.cancel()
    if (options.signal.aborted) return fail('interrupted', remoteWords.interrupted(by, running.id, isCancelled))
    const failure = failureOf(by, error)
    if (failure === null) throw error
    return failure
  } finally {
    client.destroy()
  }
}

class Running {
  id: string | null = null
  #isRunning = false

  constructor(
    private readonly client: AthenaClient,
    private readonly access: AwsAccess,
    private readonly by: string,
  ) {}

  async run(
    { sql, limit }: RemoteQuery,
    place: AthenaPlace,
    listener: RemoteListener,
  ): Promise<Result<RemoteAnswer, RemoteTrouble>> {
    const queryId = await this.#start(sql, place)
    this.access.signal.throwIfAborted()
    const done = await this.#ended(queryId, listener)
    const { State, StateChangeReason = '', AthenaError } = done.Status ?? {}
    if (State === 'CANCELLED') return fail('failed', remoteWords.cancelledThere(this.by, StateChangeReason))
    if (State !== 'SUCCEEDED')
      return whyFailed(StateChangeReason || (AthenaError?.ErrorMessage ?? ''), AthenaError?.ErrorCategory)
    const hasHeader = done.StatementType === undefined || done.StatementType === 'DML'
    const { columns, rows, isCut } = await this.#rows(queryId, hasHeader, limit, listener)
    return ok({
      by: this.by,
      queryId,
      columns,
      rows,
      isCut,
      scannedBytes: done.Statistics?.DataScannedInBytes ?? null,
      elapsedMs: done.Statistics?.TotalExecutionTimeInMillis ?? null,
      resultLocation: done.ResultConfiguration?.OutputLocation ?? null,
    })
  }

  /** The token makes it one query, however often the request is made (Athena API reference, "StartQueryExecution"). */
  async #start(sql: string, { workgroup, catalog, database, outputLocation }: AthenaPlace): Promise<string> {
    const context = {
      ...(catalog === null ? {} : { Catalog: catalog }),
      ...(database === null ? {} : { Database: database }),
    }
    const command = new StartQueryExecutionCommand({
      QueryString: sql,
      ClientRequestToken: crypto.randomUUID(),
      WorkGroup: workgroup,
      QueryExecutionContext: context,
      ...(outputLocation === null ? {} : { ResultConfiguration: { OutputLocation: outputLocation } }),
    })
    // An interrupt does not end it: a query whose id is not known cannot be stopped.
    const { QueryExecutionId = '' } = await retrying(
      () => this.client.send(command),
      this.access.patience,
      this.access.signal,
    )
    this.id = QueryExecutionId
    this.#isRunning = true
    return QueryExecutionId
  }

  async #ended(QueryExecutionId: string, listener: RemoteListener): Promise<QueryExecution> {
    for (let pause: number = pauses.firstMs; ; pause = Math.min(pause * 2, pauses.mostMs)) {
      const { QueryExecution: found = {} } = await this.#ask((options) =>
        this.client.send(new GetQueryExecutionCommand({ QueryExecutionId }), options),
      )
      const { Status: { State = 'QUEUED' } = {}, Statistics: { DataScannedInBytes: scannedBytes = null } = {} } = found
      listener.onProgress({ state: State, scannedBytes, rows: 0 })
      if (State !== 'QUEUED' && State !== 'RUNNING') {
        this.#isRunning = false
        return found
      }
      await wait(pause, undefined, { signal: this.access.signal })
    }
  }

  async #rows(QueryExecutionId: string, hasHeader: boolean, limit: number, listener: RemoteListener) {
    let rows = 0
    let columns: readonly RemoteColumn[] = []
    let token: string | undefined
    let toSkip = hasHeader ? 1 : 0
    for (;;) {
      const { ResultSet, NextToken } = await this.#ask((options) =>
        this.client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken: token }), options),
      )
      const infos = ResultSet?.ResultSetMetadata?.ColumnInfo ?? []
      columns = infos.map(({ Name = '', Type = '' }) => ({ name: Name, type: Type }))
      const found = (ResultSet?.Rows ?? []).slice(toSkip).map((row) => rowOf(row, infos))
      toSkip = 0
      const taken = found.slice(0, limit - rows)
      rows += taken.length
      await listener.onRows(columns, taken)
      if (taken.length < found.length) return { columns, rows, isCut: true }
      token = NextToken
      if (token === undefined) return { columns, rows, isCut: false }
    }
  }

  #ask<T>(send: (options: { readonly abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
    const { patience, signal } = this.access
    return retrying(() => send({ abortSignal: signal }), patience, signal)
  }

  /** True where nothing runs there any more. */
  async cancel(): Promise<boolean> {
    if (this.id === null || !this.#isRunning) return true
    try {
      const command = new StopQueryExecutionCommand({ QueryExecutionId: this.id })
      await this.client.send(command, { abortSignal: AbortSignal.timeout(cancelMs) })
      return true
    } catch {
      return false
    }
  }
}

/** Every value comes as text; NULL as none (Athena API reference, "Datum"). */
function rowOf({ Data = [] }: Row, infos: readonly ColumnInfo[]): RemoteRow {
  return infos.map(({ Type = '' }, at) => {
    const text = Data[at]?.VarCharValue
    if (text === undefined) return null
    const isExact = integers.includes(Type) ? Number.isSafeInteger(Number(text)) : floats.includes(Type)
    return isExact && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
  })
}
const integers: readonly string[] = ['tinyint', 'smallint', 'integer', 'bigint']
const floats: readonly string[] = ['double', 'float', 'real']

/** Categories of `AthenaError`: 1 is of the system, 2 of the user, 3 of anything else. */
function whyFailed(reason: string, category: number | undefined) {
  if (/Access ?Denied|not authorized/i.test(reason)) return fail('denied', remoteWords.denied(reason))
  return category === 2 || /\bline \d+:\d+/.test(reason) ? fail('query', reason) : fail('failed', reason)
}

/** A failed call as a fact; null where the error is none of AWS or the network, but a bug. */
function failureOf(by: string, error: unknown) {
  const trouble = troubleOf(by, error)
  if (trouble === null) return null
  const said = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ').trim() : ''
  switch (trouble.code) {
    case 'access-denied':
    case 'kms-denied':
    case 'credentials':
      return fail('denied', remoteWords.denied(said))
    case 'network':
    case 'throttled':
      return fail('unreachable', remoteWords.unreachable(by, said))
    default:
      if (/workgroup .*not found/i.test(said)) return fail('not-there', said)
      return /\bline \d+:\d+/.test(said) ? fail('query', said) : fail('failed', `${by} refused the query: ${said}`)
  }
}
