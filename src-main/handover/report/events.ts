import { indentedJson } from '../../../src-shared/base/json.ts'
import type { EventProof, ProofLink, ProofOutcome } from '../../../src-shared/model/proof.ts'
import type { Block, ProvenLink, ReportMark } from '../../../src-shared/model/report.ts'
import { saidWords, tagsWords } from '../../../src-shared/words/bookmarks.ts'
import {
  linkFacts,
  linkMark,
  linkWords,
  outcomeWords,
  recordSentence,
  suppliesOnly,
} from '../../../src-shared/words/proofs.ts'
import * as words from '../../../src-shared/words/report/incident-report.ts'
import { code, fact, facts, heading, list, note, paragraph, timeText } from './blocks.ts'
import { verdictOf, written } from './common.ts'
import type { IncidentGround, KeptEvent, ReportSteps, ToldEvent } from './ground.ts'
import { most } from './text.ts'

/** Each takes about a page. */
const mostEvents = 200

/** Bookmarked events in order of time, each with its note, its record and its proof; then bookmarked sessions. */
export function* eventBlocks(ground: IncidentGround, refused: Set<string>): ReportSteps<readonly Block[]> {
  const { kept, eventOf, form } = ground
  const blocks: Block[] = []
  let number = 0
  for (const event of kept.slice(0, mostEvents)) {
    yield
    blocks.push(...toldBlocks(++number, event, event.row === null ? null : eventOf(event.row), refused))
  }
  const sessions = form.kept.flatMap(({ of, ...said }) =>
    of.kind === 'session' ? [words.keptSession(of.name, saidWords(said))] : [],
  )
  return [
    ...(kept.length > mostEvents ? [note(words.eventsCut(mostEvents, kept.length))] : []),
    ...(blocks.length === 0 ? [paragraph(words.noKeptEvents)] : blocks),
    ...(sessions.length === 0 ? [] : [heading(words.keptSessions), list(sessions)]),
  ]
}

function toldBlocks(
  number: number,
  { name, note: said, tags }: KeptEvent,
  event: ToldEvent | null,
  refused: Set<string>,
): readonly Block[] {
  const noted = [
    ...(tags.length === 0 ? [] : written(tagsWords(tags))),
    ...(said === '' ? [] : written(`${words.eventNames.note}: ${said}`)),
  ]
  if (event === null) return [heading(words.eventTitle(number, '', name)), ...noted]
  const { problem, text, proof } = event
  if (problem !== null) refused.add(problem)
  return [
    heading(words.eventTitle(number, timeText(event.time), event.eventName)),
    ...(event.summary === null ? [] : [paragraph(event.summary)]),
    ...noted,
    facts([
      ...fact(words.eventNames.eventID, event.eventID, true),
      ...fact(words.eventNames.actor, event.actor, true),
      ...fact(words.eventNames.address, event.address, true),
      ...fact(words.eventNames.account, event.account, true),
      ...fact(words.eventNames.region, event.region),
      ...fact(words.eventNames.error, event.error),
      ...fact(words.eventNames.file, event.file, true),
      ...fact(words.eventNames.sha256, event.sha256, true),
      ...fact(words.eventNames.record, recordSentence(event.index, event.offset, event.length)),
    ]),
    // A record of a file that is another by now is refused, and so is its proof.
    ...(problem !== null || text === null
      ? [paragraph(problem ?? '')]
      : [...recordBlocks(event, text), ...proofBlocks(proof)]),
  ]
}

/** As CloudTrail spelled it, a line for each member. */
function recordBlocks({ isMade }: ToldEvent, text: string): readonly Block[] {
  const whole = text.length <= most.code / 2 ? indentedJson(text, text.length) : text
  return [code(whole, words.recordTitle), ...(isMade ? [note(words.recordIsMade)] : [])]
}

const outcomeMarks: Readonly<Record<ProofOutcome, ReportMark>> = {
  proven: 'good',
  consistent: 'warning',
  disproved: 'bad',
  'not-provable': 'open',
}

function proofBlocks(proof: EventProof | null): readonly Block[] {
  const [copy] = proof?.copies ?? []
  if (proof === null || copy === undefined) return []
  const { copiesTotal, conflicting, conclusion } = proof
  const about = [
    ...(copiesTotal > 1 ? [words.proofsOfCopies(copiesTotal), conclusion] : []),
    ...(conflicting ? [words.conflictingCopies] : []),
  ]
  return [
    ...(about.length === 0 ? [] : [note(about.join(' '))]),
    {
      kind: 'proof',
      verdict: verdictOf(outcomeMarks[copy.outcome], [copy.conclusion], outcomeWords[copy.outcome]),
      links: copy.links.map(linkOf),
    },
  ]
}

const linkOf = (link: ProofLink): ProvenLink => ({
  mark: link.holds === 'fails' ? 'bad' : suppliesOnly(link) ? 'plain' : link.holds === 'unknown' ? 'open' : 'good',
  word: linkMark(link),
  title: linkWords[link.kind].title,
  sentence: link.sentence,
  facts: linkFacts(link).flatMap(({ name, text, isProse }) => fact(name, text, isProse !== true)),
})
