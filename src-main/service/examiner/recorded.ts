import type { Result } from '../../../src-shared/base/result.ts'
import { calls, type Handlers, type In, type SqlPage } from '../../../src-shared/contract/index.ts'
import { formatFilter } from '../../../src-shared/filter/text.ts'
import type { Deed } from '../../../src-shared/model/examiner-log.ts'
import type { Engine } from '../../engine/engine.ts'
import { deedOfCall, queried } from './deeds.ts'
import type { Recorder } from './recorder.ts'

type DeedOf = (input: unknown, answer: Result<unknown>) => Deed | null

/** The same calls. What the analyst does with them is recorded when they are answered. */
export function recordedCalls<H extends Partial<Handlers>>(handlers: H, recorder: Recorder): H {
  const deeds = Object.entries(deedOfCall as Readonly<Record<string, DeedOf>>)
  const recorded = deeds.flatMap(([name, deedOf]) => {
    const call = handlers[name as keyof H] as ((input: unknown) => Promise<Result<unknown>>) | undefined
    if (call === undefined) return []
    const record = async (input: unknown) => {
      const answer = await call(input)
      const deed = deedOf(input, answer)
      if (deed !== null) recorder.record(deed)
      return answer
    }
    return [[name, record]]
  })
  return { ...handlers, ...Object.fromEntries(recorded) }
}

/**
 * The same engine. What it writes repeats the end of the log, so what was done before is written first. `sayLost` is told
 * why lines are lost at its end; a window has shown it before.
 */
export function recordedEngine(
  engine: Engine,
  recorder: Recorder,
  sayLost: (sentence: string) => Promise<void> = async () => {},
): Engine {
  const writing = Object.keys(calls).filter((name) => writesFile(name as keyof typeof calls)) as (keyof Engine)[]
  const flushed = writing.map((name) => [
    name,
    async (input: never) => {
      await recorder.flush()
      return (engine[name] as (input: never) => unknown)(input)
    },
  ])
  return {
    ...recordedCalls(engine, recorder),
    ...Object.fromEntries(flushed),
    events: async (asked) => {
      const answer = await engine.events(asked)
      if (answer.ok) recorder.count(formatFilter(asked.filter), answer.value.total)
      return answer
    },
    closeCase: async () => {
      await recorder.closing()
      return engine.closeCase()
    },
    sqlPages: (asked) => pagesRecorded(engine, asked, recorder),
    dispose: async () => {
      const why = await recorder.end()
      await engine.dispose()
      if (why !== null) await sayLost(why)
    },
  }
}

const writesFile = (name: keyof typeof calls): boolean => {
  const { answeredBy, takes } = calls[name]
  return answeredBy === 'case' && takes !== null && 'file' in takes
}

async function* pagesRecorded(
  engine: Engine,
  asked: Parameters<Engine['sqlPages']>[0],
  recorder: Recorder,
): AsyncGenerator<Result<SqlPage>> {
  let rows = 0
  let last: Result<SqlPage> | null = null
  try {
    for await (const page of engine.sqlPages(asked)) {
      last = page
      if (page.ok) rows += page.value.rows.length
      yield page
    }
  } finally {
    const problem = last?.ok === false ? last.message : null
    const isCut = last?.ok === true && last.value.end !== 'all'
    recorder.record(queried(asked as In<'runSql'>, problem === null ? rows : null, { isCut, problem }))
  }
}
