import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { Job, JobId } from '../../src-shared/model/job.ts'
import { invoke } from '../bridge.ts'

/** Long calls under way, and the last one that ended until the reader dismisses it. */
export const useJobs = create<{ readonly jobs: Readonly<Record<JobId, Job>> }>(() => ({ jobs: {} }))

export function takeJob(job: Job) {
  useJobs.setState(({ jobs }) => {
    const running = Object.values(jobs).filter(({ state, id }) => state === 'running' && id !== job.id)
    return { jobs: Object.fromEntries([...running, job].map((kept) => [kept.id, kept])) }
  })
}

export const dismissJob = (id: JobId) =>
  useJobs.setState(({ jobs }) => ({ jobs: Object.fromEntries(Object.entries(jobs).filter(([key]) => key !== id)) }))

export const cancelJob = (jobId: JobId) => void invoke('cancelJob', { jobId })

/** The job that a reader would want to see: the one opening a case before an export or a fetch. */
export const useShownJob = (): Job | null =>
  useJobs(({ jobs }) => {
    const all = Object.values(jobs)
    return (
      all.find(({ state, kind }) => state === 'running' && kind !== 'export' && kind !== 'fetch') ?? all.at(-1) ?? null
    )
  })

/** The store drops ended jobs when others come; what was seen last is kept here. */
export function useLastSeen(jobId: JobId): Job | null {
  const current = useJobs(({ jobs }) => jobs[jobId] ?? null)
  const [last, setLast] = useState(current)
  useEffect(() => {
    if (current !== null) setLast(current)
  }, [current])
  return current ?? last
}
