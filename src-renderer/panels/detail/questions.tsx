import { useMemo } from 'react'
import type { EventDetail } from '../../../src-shared/model/event.ts'
import { eventQuestions, noAnswerWords, questionWords } from '../../../src-shared/words/events.ts'
import { valueHandlers } from '../../parts/value-menu.tsx'
import { classes } from '../../widgets/classes.ts'
import { type AnswerValue, answersOf } from './answers.ts'
import './questions.css'
import { ValueActions } from './value-actions.tsx'

/** Who did what, on what, from where, with what, and what came of it. */
export function Questions({ detail }: { readonly detail: EventDetail }) {
  const answers = useMemo(() => answersOf(detail), [detail])
  return (
    <dl className="questions">
      {eventQuestions.map((question) => (
        <div key={question} className="question">
          <dt>{questionWords[question]}</dt>
          {answers[question].map((answer) => (
            <Answer key={answer.name} answer={answer} />
          ))}
          {answers[question].length === 0 && <dd className="muted">{noAnswerWords[question]}</dd>}
        </div>
      ))}
    </dl>
  )
}

function Answer({ answer: { name, text, note, of, isError } }: { readonly answer: AnswerValue }) {
  return (
    <dd className="field question-answer" {...valueHandlers(of)}>
      {note !== '' && <span className="muted">{note} </span>}
      <span className={classes('question-value', isError && 'field-error', isIdentifier(name, text) && 'mono')}>
        {text}
      </span>
      <span className="field-actions">
        <ValueActions of={of} text={text} name={name} />
      </span>
    </dd>
  )
}

const isIdentifier = (name: string, text: string): boolean =>
  text.startsWith('arn:') || /AccessKeyId$|^accessKeyId$|^session$|^sourceIPAddress$/.test(name)
