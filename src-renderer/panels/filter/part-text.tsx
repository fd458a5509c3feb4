import { Fragment, type ReactNode } from 'react'
import { isCondition, isFreeText, type Where } from '../../../src-shared/filter/model.ts'
import { operators } from '../../../src-shared/filter/operators.ts'

/** A part of the filter on its chip: columns and values plain, what joins them set apart, groups in parentheses. */
export function PartText({ part }: { readonly part: Where }): ReactNode {
  if (isCondition(part))
    return (
      <>
        {part.column} <Word>{operators[part.operator].words}</Word> {part.values.join(' or ')}
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
