import { Fragment, type ReactNode } from 'react'
import { parseIsoTime } from '../../../src-shared/base/time.ts'
import { columnType } from '../../../src-shared/filter/columns.ts'
import type { ValueText } from '../../../src-shared/filter/describe.ts'
import { isCondition, isFreeText, type Where } from '../../../src-shared/filter/model.ts'
import { operators } from '../../../src-shared/filter/operators.ts'
import { useTimeText } from '../../widgets/timestamp.tsx'

/** A chip shows times in the zone of the window. Its text, to be edited or copied, has them in UTC. */
export function useValueText(): ValueText {
  const timeText = useTimeText()
  return (column, value) => {
    const time = columnType(column) === 'time' ? parseIsoTime(value) : null
    return time === null ? value : timeText(time)
  }
}

/** A part of the filter on its chip: columns and values plain, what joins them set apart, groups in parentheses. */
export function PartText({ part }: { readonly part: Where }): ReactNode {
  const valueText = useValueText()
  if (isCondition(part))
    return (
      <>
        {part.column} <Word>{operators[part.operator].words}</Word>{' '}
        {part.values.map((value) => valueText(part.column, value)).join(' or ')}
      </>
    )
  if (isFreeText(part))
    return (
      <>
        <Word>text</Word> “{part.text}”
      </>
    )
  if ('not' in part)
    return (
      <>
        <b>NOT</b> <Inner part={part.not} />
      </>
    )
  const [parts, joint] = 'all' in part ? [part.all, 'AND'] : [part.any, 'OR']
  if (parts.length === 0) return <Word>{'all' in part ? 'every event' : 'no event'}</Word>
  return parts.map((each, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a group have no other name
    <Fragment key={at}>
      {at > 0 && <b> {joint} </b>}
      <Inner part={each} />
    </Fragment>
  ))
}

const Word = ({ children }: { readonly children: string }) => <span className="chip-words">{children}</span>

/** In parentheses where it would read otherwise without them. */
function Inner({ part }: { readonly part: Where }) {
  if (isCondition(part) || isFreeText(part) || 'not' in part) return <PartText part={part} />
  return (
    <>
      (<PartText part={part} />)
    </>
  )
}
