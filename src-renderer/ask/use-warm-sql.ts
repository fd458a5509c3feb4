import { useEffect } from 'react'
import { useCase } from '../state/case.ts'
import { ask } from './ask.ts'

/** Has the engine of dashboards started once the case is known whole, before anybody waits for it. */
export function useWarmSql() {
  const caseId = useCase(({ summary }) => (summary === null || summary.isBeingJudged ? null : summary.id))
  useEffect(() => {
    if (caseId !== null) void ask('warmSql', undefined)
  }, [caseId])
}
