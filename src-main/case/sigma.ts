import { fail, ok } from '../../src-shared/base/result.ts'
import type { Answer, In } from '../../src-shared/contract/index.ts'
import type { SigmaRuleRun, SigmaRun } from '../../src-shared/contract/sigma.ts'
import { noSigmaRules, readingOfSigma, sigmaCancelled, sigmaNotRun } from '../../src-shared/words/sigma.ts'
import { ruleOf } from '../analysis/sigma/fold.ts'
import { type LinkedRules, linked } from '../analysis/sigma/link.ts'
import { ColumnLeaves } from '../analysis/sigma/match/column-leaves.ts'
import { noPlaceholders, type Placeholders, readPlaceholders } from '../analysis/sigma/read/placeholders.ts'
import { RuleReader } from '../analysis/sigma/read/read-rules.ts'
import { Refused } from '../analysis/sigma/read/refused.ts'
import { loadYaml } from '../analysis/sigma/read/yaml.ts'
import type { EventRule } from '../analysis/sigma/rule.ts'
import { type RuleRun, runRules } from '../analysis/sigma/run.ts'
import { whyOf } from '../analysis/sigma/why.ts'
import { discover } from '../files/discover.ts'
import { readTextFile } from '../files/text-file.ts'
import { whyUnreadable } from '../files/why-unreadable.ts'
import { inTurns } from '../runtime/in-turns.ts'
import type { Case } from './case.ts'
import { done, type Ending, failed, type RunningJob } from './jobs.ts'
import type { CaseRoom } from './room.ts'

/** 10,000 rules of SigmaHQ's usual length take 20 MB; they lie in as many files. */
const mostFileBytes = 16e6

/** The rules that were run last on each case, and what was told of them. */
const lastRun = new WeakMap<Case, { readonly rules: LinkedRules; readonly told: SigmaRun }>()

/** Null where no rules of the user's were run. */
export const sigmaRunOf = (opened: Case): SigmaRun | null => lastRun.get(opened)?.told ?? null

/** Reads the rules of a folder and runs them, as a job. Resolves when it has ended. */
export async function runSigma(opened: Case, asked: In<'sigma'>, { jobs }: CaseRoom): Promise<Answer<'sigma'>> {
  const job = jobs.start('sigma', readingOfSigma(asked.path))
  let answer: Answer<'sigma'> | null = null
  await jobs.run(job, async (): Promise<Ending> => {
    answer = await run(opened, asked, job)
    if (answer.ok) return done()
    return failed(answer.message)
  })
  if (answer !== null) return answer
  const { state, message } = job.snapshot
  return state === 'failed' ? fail('bug', message ?? sigmaCancelled) : fail('cancelled', sigmaCancelled)
}

async function run(opened: Case, { path, placeholders }: In<'sigma'>, job: RunningJob): Promise<Answer<'sigma'>> {
  const started = performance.now()
  await loadYaml()
  const values = placeholders === null ? ok(noPlaceholders) : placeholdersIn(placeholders)
  if (!values.ok) return values
  const unreadable = whyUnreadable(path)
  if (unreadable !== null) return fail('no-rules', unreadable)
  const rules = await readFolder(path, values.value, job.signal)
  if (rules.events.length + rules.correlations.length + rules.refused.length === 0)
    return fail('no-rules', noSigmaRules(path))
  const { snapshot, query, reader } = opened
  const { file, offset, length } = snapshot.locator
  const read = (row: number) => reader.read(file[row]!, offset[row]!, length[row]!).text
  await reader.load()
  const runs = await inTurns(runRules(rules, query, read), job.signal)
  const found = runs.flatMap(({ findings }) => findings)
  const told: SigmaRun = {
    folder: path,
    rules: runs.map((each) => toldRun(each, rules)),
    refused: rules.refused,
    findings: found.map(({ finding }) => finding),
    tookMs: performance.now() - started,
  }
  lastRun.set(opened, { rules, told })
  await opened.takeFoundByUser(found, job.signal)
  return ok(told)
}

function placeholdersIn(file: string) {
  const text = readTextFile(file, mostFileBytes)
  if (!text.ok) return fail('no-placeholders', text.message)
  const read = readPlaceholders(text.value)
  return read.ok ? read : fail('no-placeholders', sigmaNotRun(file, read.message))
}

async function readFolder(folder: string, placeholders: Placeholders, signal: AbortSignal): Promise<LinkedRules> {
  const reader = new RuleReader(placeholders)
  for (const found of await discover([folder], { signal })) {
    if (!/\.ya?ml$/i.test(found.name)) continue
    const text = found.problem === null ? readTextFile(found.path, mostFileBytes) : fail('unreadable', found.problem)
    if (text.ok) await inTurns(reader.steps({ name: found.name, text: text.value }), signal)
    else reader.refuse(found.name, new Refused(1, text.message))
  }
  return linked(reader.read)
}

function toldRun({ rule, events, unread }: RuleRun, { onlyParts }: LinkedRules): SigmaRuleRun {
  const { sigma, rule: id, title, severity } = ruleOf(rule.about)
  const isCorrelation = rule.kind === 'correlation'
  return {
    ...sigma,
    rule: id,
    title,
    severity,
    isCorrelation,
    events,
    unread,
    isOnlyPart: onlyParts.has(rule.about.key),
  }
}

/** From now on no rules of the user's take part in anything. */
export async function leaveSigma(opened: Case): Promise<Answer<'leaveSigma'>> {
  lastRun.delete(opened)
  await opened.takeFoundByUser([], new AbortController().signal)
  return ok(undefined)
}

/** Why a rule of the last run matches an event, or does not. */
export function whySigma(opened: Case, { rule: id, row }: In<'sigmaWhy'>): Answer<'sigmaWhy'> {
  const { snapshot, reader } = opened
  if (row >= snapshot.events) return fail('no-such-event', `There is no event ${row}: the case has ${snapshot.events}`)
  const rules = lastRun.get(opened)?.rules
  const parts = rules === undefined ? [] : partsOf(rules, id)
  if (parts.length === 0) return fail('no-rules', `No rule ${id} was run on this case.`)
  const { file, offset, length } = snapshot.locator
  const { text, problem } = reader.read(file[row]!, offset[row]!, length[row]!)
  if (text === null) return fail('no-such-event', problem)
  const leaves = new ColumnLeaves(snapshot)
  return ok(
    parts.map(({ about, part }) => {
      const { sigma, title } = ruleOf(about)
      return { ...sigma, title, why: whyOf(part, row, text, leaves) }
    }),
  )
}

/** The rule itself; of a correlation the rules on events that it rests on. */
function partsOf(rules: Pick<LinkedRules, 'events' | 'correlations'>, id: string): readonly EventRule[] {
  const { events, correlations } = rules
  const rule = events.find(({ about }) => ruleOf(about).rule === id)
  if (rule !== undefined) return [rule]
  const linked = correlations.find(({ rule }) => ruleOf(rule.about).rule === id)
  const parts = linked?.members.flatMap(({ rule }) =>
    rule.kind === 'events' ? [rule] : partsOf(rules, ruleOf(rule.about).rule),
  )
  return [...new Set(parts)]
}
