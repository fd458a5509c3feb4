import { useState } from 'react'
import type { Row } from '../../../src-shared/model/event.ts'
import type { CopyProof, EventProof, ProofLink } from '../../../src-shared/model/proof.ts'
import { type LinkFact, linkFacts, linkWords } from '../../../src-shared/words/proofs.ts'
import { ask } from '../../ask/ask.ts'
import { problemOf } from '../../ask/problem-of.ts'
import { useQuery } from '../../ask/use-query.ts'
import { beingJudged } from '../../ask/waiting.ts'
import { AsSavedMark } from '../../parts/as-saved.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Empty, Loading, Waiting } from '../../widgets/empty.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { MiddleCut } from '../../widgets/middle-cut.tsx'
import { Problem } from '../../widgets/problem.tsx'
import { MoreCopies } from './more-copies.tsx'
import { type Mark, markOf, outcomeMarks } from './proof-words.ts'
import './proof.css'

/** What shows that the event is as CloudTrail delivered it, link by link, the last word first. */
export function Proof({ row }: { readonly row: Row }) {
  const query = useQuery('eventProof', { row, offset: 0, limit: copiesAtOnce })
  if (query.state === 'waiting')
    return <Waiting text={`${beingJudged} What proves or disproves this event is shown when that is done.`} />
  if (query.state === 'loading') return <Loading text="Following the proof…" />
  if (query.state === 'ready') return <Proven row={row} proof={query.value} isAgain={query.refreshing} />
  const { failure, again } = query
  // No fault: the case was not verified, so there is nothing to follow yet.
  if (failure.code === 'not-verified') return <Empty text={failure.message} />
  return <Problem {...problemOf(failure)} onRetry={again} />
}

const copiesAtOnce = 50

interface ProvenProps {
  readonly row: Row
  readonly proof: EventProof
  /** The case grew: it is asked for again. */
  readonly isAgain: boolean
}

function Proven({ row, proof, isAgain }: ProvenProps) {
  const { outcome, conclusion, copiesTotal, conflicting } = proof
  const [further, setFurther] = useState<readonly CopyProof[]>([])
  const copies = [...proof.copies, ...further]
  const readMore = async () => {
    const page = await ask('eventProof', { row, offset: copies.length, limit: copiesAtOnce })
    if (page.ok) setFurther([...further, ...page.value.copies])
  }
  return (
    <div className="proof" aria-busy={isAgain}>
      <div className="proof-outcome">
        <Marked {...outcomeMarks[outcome]} />
        <AsSavedMark />
        <CopyButton what="proof as JSON" text={() => JSON.stringify(proof, null, 2)} worded />
      </div>
      <p>{conclusion}</p>
      {conflicting && <p className="proof-warning">The copies differ in content: each has a proof of its own.</p>}
      {copies.map((copy, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: copies keep their order and have no other name
        <CopyChain key={at} copy={copy} title={copiesTotal === 1 ? null : `Copy ${at + 1} of ${copiesTotal}`} />
      ))}
      <MoreCopies told={copies.length} total={copiesTotal} readMore={readMore} />
    </div>
  )
}

interface CopyChainProps {
  readonly copy: CopyProof
  /** Null where the event has one copy only. */
  readonly title: string | null
}

const CopyChain = ({ copy: { outcome, conclusion, links }, title }: CopyChainProps) => (
  <section aria-label={title ?? 'Chain of proof'}>
    {title !== null && (
      <>
        <h3>
          {title} <Marked {...outcomeMarks[outcome]} />
        </h3>
        <p>{conclusion}</p>
      </>
    )}
    <ol className="proof-links">
      {links.map((link, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chain's links stand in their order
        <LinkLine key={at} link={link} />
      ))}
    </ol>
  </section>
)

function LinkLine({ link }: { readonly link: ProofLink }) {
  const mark = markOf(link)
  return (
    <li className={`proof-link verdict-${mark.like}`}>
      <h4>
        {linkWords[link.kind].title} <Marked {...mark} />
      </h4>
      <p>{link.sentence}</p>
      <dl>
        {linkFacts(link).map((value) => (
          <Value key={`${value.name} ${value.text}`} value={value} />
        ))}
        {link.kind === 'signature' && link.signedText !== null && <SignedText text={link.signedText} />}
      </dl>
    </li>
  )
}

/** Colour, shape and word. */
const Marked = ({ word, icon, like }: Mark) => (
  <span className={`proof-mark verdict-${like}`}>
    <Icon name={icon} size={12} />
    <span>{word}</span>
  </span>
)

const Value = ({ value: { name, text, isProse = false } }: { readonly value: LinkFact }) => (
  <>
    <dt>{name}</dt>
    <dd>
      {text === null ? (
        <span className="muted">not known</span>
      ) : isProse ? (
        text
      ) : (
        <>
          <MiddleCut text={text} tail={16} />
          <CopyButton what={name} text={text} />
        </>
      )}
    </dd>
  </>
)

/** Four lines (user guide, "CloudTrail digest file signature structure"), each as it is signed. */
const SignedText = ({ text }: { readonly text: string }) => (
  <>
    <dt>Signed text</dt>
    <dd>
      <div className="proof-signed">
        {text.split('\n').map((line) => (
          <MiddleCut key={line} text={line} tail={16} />
        ))}
      </div>
      <CopyButton what="signed text" text={text} />
    </dd>
  </>
)
