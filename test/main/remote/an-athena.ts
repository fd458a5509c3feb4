import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answers = Readonly<Record<string, (times: number, asked: Record<string, unknown>) => object | Fault>>

export class Fault {
  constructor(
    readonly type: string,
    readonly message: string,
  ) {}
}

/** What of Athena a query asks, by a script: an answer for each call, which is told how often it was made before. */
export class AnAthena {
  readonly calls: { readonly name: string; readonly asked: Record<string, unknown> }[] = []
  onCall: (name: string) => void = () => {}
  readonly #server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
    const name = String(request.headers['x-amz-target']).replace('AmazonAthena.', '')
    const asked = JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>
    const answer = this.answers[name]!(this.times(name), asked)
    this.calls.push({ name, asked })
    this.onCall(name)
    const isFault = answer instanceof Fault
    const body = isFault ? { __type: answer.type, message: answer.message } : answer
    response.writeHead(isFault ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
  })

  private constructor(private readonly answers: Answers) {}

  static async answering(answers: Answers): Promise<AnAthena> {
    const athena = new AnAthena({
      StartQueryExecution: () => ({ QueryExecutionId: 'q-1' }),
      StopQueryExecution: () => ({}),
      ...answers,
    })
    await new Promise<void>((resolve) => athena.#server.listen(0, '127.0.0.1', resolve))
    return athena
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  times = (name: string): number => this.calls.filter((call) => call.name === name).length

  end(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

export const state = (State: string, more: Readonly<Record<string, unknown>> = {}, reason?: string) => ({
  QueryExecution: { Status: { State, StateChangeReason: reason }, StatementType: 'DML', ...more },
})

export const results = (rows: readonly (readonly (string | null)[])[], NextToken?: string) => ({
  ResultSet: {
    ResultSetMetadata: {
      ColumnInfo: [
        { Name: 'eventname', Type: 'varchar' },
        { Name: 'n', Type: 'bigint' },
      ],
    },
    Rows: rows.map((row) => ({ Data: row.map((cell) => (cell === null ? {} : { VarCharValue: cell })) })),
  },
  NextToken,
})
