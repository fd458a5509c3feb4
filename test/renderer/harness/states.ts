import { fail } from '../../../src-shared/base/result.ts'
import { type FakeOptions, runningJob } from '../fake-bridge.ts'
import { panelStates } from './panel-states.ts'

const never = () => new Promise<never>(() => {})
const refuse = async () =>
  fail('bug', 'The engine ended unexpectedly while it answered; the case has to be opened again.')

/** States of the window worth looking at: `?state=partial`. */
export const states: Readonly<Record<string, FakeOptions>> = {
  ready: { events: 20_000 },
  welcome: { events: null, hello: { recent: [] } },
  opening: { events: null, hello: { jobs: [runningJob] } },
  discovering: {
    events: null,
    hello: {
      jobs: [
        {
          ...runningJob,
          stage: 'discovering',
          filesTotal: 0,
          bytesTotal: 0,
          filesDone: 318,
          events: 0,
          remainingMs: null,
        },
      ],
    },
  },
  // `trailproof.judge()` in the console gives the verdicts.
  judging: {
    events: 20_000,
    isBeingJudged: true,
    hello: {
      jobs: [
        {
          ...runningJob,
          stage: 'verifying',
          filesDone: 2349,
          bytesDone: 146_000_000,
          events: 20_000,
          remainingMs: null,
        },
      ],
    },
  },
  growing: { events: 20_000, hello: { jobs: [runningJob] } },
  partial: {
    events: 20_000,
    summary: { partial: true, partialReason: 'Opening was cancelled after 1,204 of 2,349 files.' },
  },
  empty: { events: 0 },
  huge: { events: 200_000 },
  loading: { events: 20_000, answers: { events: never, histogram: never, facet: never, eventDetail: never } },
  failed: { events: 20_000, answers: { events: refuse, histogram: refuse, facet: refuse, eventDetail: refuse } },
  ...panelStates,
}
