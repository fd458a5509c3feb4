import type { ReactNode } from 'react'
import { problemOf } from '../ask/problem-of.ts'
import type { Query } from '../ask/use-query.ts'
import { beingJudged } from '../ask/waiting.ts'
import { Loading, Waiting } from '../widgets/empty.tsx'
import { Problem } from '../widgets/problem.tsx'

interface AnsweredProps<T> {
  readonly query: Query<T>
  /** `Counting events…` */
  readonly loading: string
  /** What is shown once the case has the layer that the answer needs, a sentence. */
  readonly later?: string
  /** The answer; an empty one is for the panel to say. */
  readonly children: (value: T, isRefreshing: boolean) => ReactNode
}

/** Says every state of a question aloud: loading, waiting for a layer, failed, answered. */
export function Answered<T>({ query, loading, later, children }: AnsweredProps<T>) {
  switch (query.state) {
    case 'loading':
      return <Loading text={loading} />
    case 'waiting':
      return later === undefined ? <Loading text={loading} /> : <Waiting text={`${beingJudged} ${later}`} />
    case 'failed':
      return <Problem {...problemOf(query.failure)} onRetry={query.again} />
    case 'ready':
      return children(query.value, query.refreshing)
  }
}
