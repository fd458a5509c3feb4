import { describe, expect, test } from 'vitest'
import { type LayerSpec, Layers } from '../../../src-main/case/layer.ts'
import { Pending } from '../../../src-main/runtime/pending.ts'

interface Ground {
  /** Sessions that the test gives, or the reason for which there are none. */
  readonly sessions: Pending<number>
  readonly inDatabase: Pending<void>
}

const events: LayerSpec<Ground, true> = {
  needs: [],
  stage: 'ordering',
  columns: ['eventTime'],
  parts: ['events'],
  build: async () => ({ state: 'ready', value: true }),
  store: async () => {},
}

/** A layer as another room would add it: a column, and a part of the database. */
const sessions: LayerSpec<Ground, number> = {
  needs: ['events'],
  stage: 'detecting',
  columns: ['accessKeyId'],
  parts: ['records'],
  build: async (ground) => ({ state: 'ready', value: await ground.sessions.value }),
  store: ({ inDatabase }) => inDatabase.value,
}

function aCase(table = { events, sessions }) {
  const ground: Ground = { sessions: new Pending(), inDatabase: new Pending() }
  return { ground, layers: new Layers<Ground, typeof table>(table, ground), abort: new AbortController() }
}

/** What has resolved by the time that everything that can go on has. */
async function settled(work: Promise<unknown>): Promise<unknown> {
  let value: unknown = 'waits'
  void work.then((given) => {
    value = given
  })
  await new Promise((resolve) => setImmediate(resolve))
  return value
}

const missing = (message: string) => ({ ok: false, code: 'layer-missing', message })
const reads = (part: 'events' | 'records') => new Set([part] as const)

describe('a layer that is added', () => {
  test('ready: its column speaks, and a call that needs it is answered', async () => {
    const { ground, layers, abort } = aCase()
    await layers.build('events', abort.signal)
    const building = layers.build('sessions', abort.signal)
    const call = layers.whenThere(['events', 'sessions'])
    expect(await settled(call)).toBe('waits')
    expect([layers.state('sessions'), layers.value('sessions'), layers.missingColumns]).toEqual([
      'building',
      null,
      ['accessKeyId'],
    ])
    ground.sessions.give(3)
    await building
    expect(await call).toEqual({ ok: true, value: undefined })
    expect([layers.state('sessions'), layers.value('sessions'), layers.missingColumns]).toEqual(['ready', 3, []])
  })

  test('a query waits until its part is in the database, and one of events does not', async () => {
    const { ground, layers, abort } = aCase()
    const queries = { events: layers.whenStored(reads('events')), sessions: layers.whenStored(reads('records')) }
    ground.sessions.give(3)
    await layers.build('events', abort.signal)
    await layers.build('sessions', abort.signal)
    expect(await settled(queries.events)).toEqual({ ok: true, value: undefined })
    expect(await settled(queries.sessions)).toBe('waits')
    ground.inDatabase.give()
    expect(await queries.sessions).toEqual({ ok: true, value: undefined })
  })

  test('cancelled: whoever waits is told so', async () => {
    const { ground, layers, abort } = aCase()
    await layers.build('events', abort.signal)
    const building = layers.build('sessions', abort.signal)
    abort.abort()
    ground.sessions.refuse(abort.signal.reason)
    await expect(building).rejects.toBe(abort.signal.reason)
    expect(layers.state('sessions')).toBe('cancelled')
    expect(await layers.whenThere(['sessions'])).toEqual(
      missing('There are no sessions: opening was cancelled before they were complete.'),
    )
    expect(await layers.whenStored(reads('records'))).toEqual(
      missing('There are no sessions: opening was cancelled before they were complete.'),
    )
  })

  test('cancelled with something to show: it is answered from that', async () => {
    const part: typeof sessions = { ...sessions, build: async () => ({ state: 'cancelled', value: 1 }) }
    const { layers, abort } = aCase({ events, sessions: part })
    await layers.build('events', abort.signal)
    await layers.build('sessions', abort.signal)
    expect(await layers.whenThere(['sessions'])).toEqual({ ok: true, value: undefined })
    expect([layers.state('sessions'), layers.value('sessions')]).toEqual(['cancelled', 1])
  })

  test('failed: the job learns of what, whoever waits that it failed', async () => {
    const { ground, layers, abort } = aCase()
    await layers.build('events', abort.signal)
    const building = layers.build('sessions', abort.signal)
    ground.sessions.refuse(new Error('no memory'))
    await expect(building).rejects.toThrow('no memory')
    expect(layers.state('sessions')).toBe('failed')
    expect(await layers.whenThere(['sessions'])).toEqual(
      missing('There are no sessions: they could not be completed. Open the case again, or less of it.'),
    )
  })

  test('is not built where what it needs never came', async () => {
    const { layers, abort } = aCase()
    const building = layers.build('sessions', abort.signal)
    layers.end()
    await building
    expect(layers.state('sessions')).toBe('cancelled')
  })
})
