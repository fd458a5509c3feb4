import { useEffect, useMemo, useState } from 'react'
import type { ReportSaid } from '../../../../src-shared/contract/case-view.ts'
import { cisAlarms } from '../../../../src-shared/filter/patterns/cis-alarms.ts'
import { defaultAlarm } from '../../../../src-shared/model/alarm.ts'
import type { ReportKind } from '../../../../src-shared/model/report.ts'
import { cisAlarmTitle } from '../../../../src-shared/words/alarms.ts'
import { useQuery } from '../../../ask/use-query.ts'
import { useAlarms } from '../../../state/alarms.ts'
import { useBookmarks } from '../../../state/bookmarks.ts'
import { useCase } from '../../../state/case.ts'
import { nameExaminer } from '../../../state/examiner-log.ts'
import { useFindings } from '../../../state/findings.ts'
import { reportKey, saidOf, say, useReports } from '../../../state/reports.ts'
import { useHasRested } from '../../../widgets/use-has-rested.ts'
import { type ChosenElsewhere, type FormRead, formOf, type Offered } from './form-of.ts'

interface AskedReport {
  readonly said: ReportSaid
  readonly onSay: (change: Partial<ReportSaid>) => void
  readonly offered: Offered
  readonly who: NamedExaminer
  readonly read: FormRead
}

/** What was said of a report of this kind about the open case, and chosen for it, the last time or just now. */
export function useReportForm(kind: ReportKind): AskedReport {
  const path = useCase((state) => state.summary?.paths[0] ?? '')
  const key = reportKey(kind, path)
  const reports = useReports()
  const said = saidOf(reports, key)
  const { bookmarks } = useBookmarks()
  const who = useExaminer()
  const elsewhere = useElsewhere()
  const asked = useQuery('incidents', undefined, kind === 'incident')
  const found = useQuery('findings', undefined, kind === 'incident' && said.findingsOf === 'chosen')
  const offered = {
    incidents: asked.state === 'ready' ? asked.value : [],
    bookmarks,
    findings: found.state === 'ready' ? found.value : null,
  }
  const { organization } = reports
  const read = formOf(kind, said, { examiner: who.examiner, organization }, offered, elsewhere)
  return { said, onSay: (change) => say(key, change), offered, who, read }
}

const restMs = 400

interface NamedExaminer {
  readonly examiner: string
  readonly setExaminer: (examiner: string) => void
  /** Gives the log what was typed last. */
  readonly keep: () => Promise<void>
}

/** Who works on the case: the name that is in the examiner log, which is changed with it. Empty where nobody gave one. */
function useExaminer(): NamedExaminer {
  const log = useQuery('examinerLog', { text: '', descending: true, offset: 0, limit: 1 })
  const named = log.state === 'ready' && log.value.examiner.is === 'given' ? log.value.examiner.name : ''
  const [typed, setTyped] = useState<string | null>(null)
  const hasRested = useHasRested(typed ?? '', restMs)
  const keep = async () => {
    if (typed !== null && typed.trim() !== named) await nameExaminer(typed.trim())
  }
  useEffect(() => {
    if (hasRested && typed !== null) void nameExaminer(typed.trim())
  }, [hasRested, typed])
  return { examiner: typed ?? named, setExaminer: setTyped, keep }
}

/** What the sections of findings were set to: a report tells the same. */
function useElsewhere(): ChosenElsewhere {
  const sensitivity = useFindings((state) => state.sensitivity)
  const { own, changed } = useAlarms()
  return useMemo(() => {
    const builtIn = cisAlarms.map((alarm) => ({
      ...alarm,
      id: alarm.rule,
      title: cisAlarmTitle(alarm),
      settings: defaultAlarm,
    }))
    const alarms = [...builtIn, ...own].map(({ id, title, pattern, settings }) => ({
      title,
      pattern,
      settings: changed[id] ?? settings,
    }))
    return { sensitivity, alarms }
  }, [sensitivity, own, changed])
}
