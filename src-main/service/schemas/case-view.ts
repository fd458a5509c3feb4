import { z } from 'zod'
import { type CaseView, findingsChoices, sqlSides } from '../../../src-shared/contract/case-view.ts'
import { groupOrders } from '../../../src-shared/contract/group-order.ts'
import { type EntityKind, entityKinds } from '../../../src-shared/filter/entity.ts'
import type { ViewPart } from '../../../src-shared/model/case-file.ts'
import { reportPapers, reportSections } from '../../../src-shared/model/report.ts'
import { remoteEngines } from '../../../src-shared/sql/ddl/ddl.ts'
import { sqlDialects } from '../../../src-shared/sql/dialect.ts'
import { columnOrPath, filter, sort, where } from './filter.ts'
import { parameterValues } from './parameter-values.ts'

const name = z.string().max(10_000)
const names = z.array(name).max(10_000)
const pixels = z.number().min(0).max(100_000)
const sqlText = z.string().max(1_000_000)

const place = z.strictObject({
  section: name,
  entity: z.strictObject({ kind: z.enum(Object.keys(entityKinds) as [EntityKind]), value: name }).nullable(),
  session: name.nullable(),
  filter,
  setAside: z.array(where).max(1_000),
  sort,
})

const tab = z.strictObject({
  id: name,
  name,
  text: sqlText,
  saved: z.strictObject({ name, sql: sqlText }).nullable(),
  question: name.nullable(),
  dialect: z.enum(sqlDialects).nullable(),
  runsOn: z.enum(remoteEngines).nullable().optional(),
})

const section = z.enum([...new Set([...reportSections.integrity, ...reportSections.incident])])
const said = z
  .strictObject({
    title: name,
    caseNumber: name,
    introduction: z.string().max(100_000),
    paper: z.enum(reportPapers),
    from: name,
    until: name,
    withoutSections: z.array(section).max(100),
    order: z.array(section).max(100),
    titles: z.partialRecord(section, name),
    withoutIncidents: names,
    findingsOf: z.enum(findingsChoices),
    withFindings: names,
    withoutBookmarks: names,
  })
  .partial()

/** What each part of the view must be, from a window as from a case file. */
export const viewForms: { readonly [P in ViewPart]: z.ZodType<CaseView[P]> } = {
  places: z
    .strictObject({ seen: z.array(place).min(1).max(1_000), at: z.int().min(0) })
    .refine(({ seen, at }) => at < seen.length, 'shows a place that it does not have'),
  shown: z.strictObject({
    eventID: name.nullable(),
    grouping: z.strictObject({
      column: columnOrPath.nullable(),
      order: z.enum(groupOrders),
      descending: z.boolean(),
    }),
  }),
  layout: z.strictObject({
    columns: z.array(z.strictObject({ name: columnOrPath, width: pixels })).max(1_000),
    sizes: z.strictObject({
      timeline: pixels,
      detail: pixels,
      detailBelow: pixels,
      facets: pixels,
      sqlEditor: pixels,
      sqlSchema: pixels,
      sessionChain: pixels,
    }),
    facetsShown: z.boolean(),
    detailPlace: z.enum(['right', 'bottom']),
    sqlSideShown: z.boolean(),
    sqlSide: z.enum(sqlSides),
  }),
  timeline: z.strictObject({
    column: columnOrPath,
    axis: z.enum(['linear', 'log']),
    showsAll: z.boolean(),
    asTable: z.boolean(),
  }),
  zone: name,
  noise: z.strictObject({ filters: z.array(z.strictObject({ name, text: name })).max(100), on: names }),
  tabs: z.strictObject({ tabs: z.array(tab).min(1).max(1_000), selected: name, closed: z.array(tab).max(1_000) }),
  parameters: parameterValues,
  dashboards: z.strictObject({
    chosen: name,
    own: z.array(z.strictObject({ id: name, name, queries: names })).max(1_000),
  }),
  reports: z.strictObject({ integrity: said.optional(), incident: said.optional() }),
}

export const caseView: z.ZodType<Partial<CaseView>> = z.strictObject(viewForms).partial()
