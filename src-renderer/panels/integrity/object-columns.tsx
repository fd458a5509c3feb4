import { FileEventsCount } from '../../parts/file-events.tsx'
import { Verdict } from '../../parts/verdict.tsx'
import type { GridColumn } from '../../widgets/data-grid/types.ts'
import { takenTime } from '../../widgets/format.ts'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Timestamp } from '../../widgets/timestamp.tsx'
import { explain, type IntegrityObject, type ObjectKind } from './object.ts'

const verdict: GridColumn<IntegrityObject> = {
  id: 'verdict',
  title: 'Verdict',
  width: 118,
  render: (object) => <Verdict status={object.verdict.status} />,
  text: (object) => object.verdict.status,
}
const address: GridColumn<IntegrityObject> = {
  id: 'uri',
  title: 'Address in S3',
  width: 380,
  render: ({ uri }) => <MiddleCut text={uri} tail={44} />,
  text: ({ uri }) => uri,
}
const time = (id: 'from' | 'until', title: string): GridColumn<IntegrityObject> => ({
  id,
  title,
  width: 158,
  render: (object) => <Timestamp ms={object[id]} />,
  text: (object) => takenTime(object[id]),
})
const events: GridColumn<IntegrityObject> = {
  id: 'events',
  title: 'Events',
  width: 72,
  align: 'end',
  render: (object) => <FileEventsCount file={object} />,
  text: (object) => `${object.events}`,
}
const why = (kind: ObjectKind): GridColumn<IntegrityObject> => ({
  id: 'why',
  title: 'Why',
  width: 330,
  render: (object) => <span title={explain(kind, object)}>{explain(kind, object)}</span>,
  text: (object) => explain(kind, object),
})

export const objectColumns: Readonly<Record<ObjectKind, readonly GridColumn<IntegrityObject>[]>> = {
  logs: [verdict, why('logs'), time('from', 'Delivered'), events, address],
  digests: [verdict, why('digests'), time('from', 'Covers from'), time('until', 'to'), address],
}
