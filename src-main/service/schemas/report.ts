import { z } from 'zod'
import { decisions } from '../../../src-shared/model/bookmark.ts'
import { type ReportForm, reportKinds, reportPapers, reportSections } from '../../../src-shared/model/report.ts'
import { alarmSettings } from './alarm-settings.ts'
import { bookmarked, tags } from './bookmarked.ts'
import { range, time } from './time.ts'

/** What people write into a line of a form. */
const line = z.string().max(1_000)
const text = z.string().max(100_000)
const ids = z.array(z.string().max(10_000)).max(10_000)
const sections = [...new Set([...reportSections.integrity, ...reportSections.incident])]

const kept = z.strictObject({
  of: bookmarked,
  note: text,
  tags,
  decision: z.enum(decisions).optional(),
  keptAt: time,
})

export const reportForm: z.ZodType<ReportForm> = z.strictObject({
  kind: z.enum(reportKinds),
  title: line,
  examiner: line,
  organization: line,
  caseNumber: line,
  introduction: text,
  paper: z.enum(reportPapers),
  range: range.nullable(),
  leftOut: z.array(z.enum(sections)).max(100),
  order: z.array(z.enum(sections)).max(100),
  titles: z.partialRecord(z.enum(sections), line),
  incidents: ids.nullable(),
  findings: ids.nullable(),
  sensitivity: z.number().min(0).max(100),
  alarms: z
    .array(z.strictObject({ title: line, pattern: text, settings: alarmSettings }))
    .max(200)
    .nullable(),
  // As many as a case has.
  kept: z.array(kept).max(10_000),
})
