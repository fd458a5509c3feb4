import type { Finding } from '../../src-shared/contract/findings.ts'
import type { Incident } from '../../src-shared/contract/incidents.ts'
import type { CaseSummary } from '../../src-shared/contract/index.ts'
import type { KeptList, KeptMarks } from '../../src-shared/model/bookmark.ts'
import type { CaseFileState, SourceCheck } from '../../src-shared/model/case-file.ts'
import { countAbsences } from '../../src-shared/model/explanation.ts'
import { sourceText } from '../../src-shared/model/source.ts'
import type { TrustGiven } from '../../src-shared/model/verification.ts'
import type { FoundRows } from '../analysis/sigma/fold.ts'
import type { CaseFile } from '../case-file/case-file.ts'
import { HiddenMatches } from '../columns/hidden-matches.ts'
import type { IncidentTable } from '../columns/incidents.ts'
import type { Lookups } from '../columns/lookups.ts'
import { ColumnQuery } from '../columns/query.ts'
import type { SessionTable } from '../columns/sessions.ts'
import type { FileEntry, Snapshot } from '../columns/snapshot.ts'
import type { Ingested, ReadCase, Unjudged } from '../ingest/ingest.ts'
import type { Judgement } from '../integrity/evidence/judge-files.ts'
import { withConfirmed } from '../integrity/verdicts/outcome.ts'
import { RecordReader } from '../records/reader.ts'
import { CaseClosed } from './closed.ts'
import type { CaseDatabase } from './database.ts'
import { FieldColumns, type FieldParts } from './field-columns.ts'
import { markKept } from './kept-marks.ts'
import { type LayerBuilt, Layers } from './layer.ts'
import { type CaseGround, caseLayers, related } from './layers.ts'
import { RecordSearches, type SearchParts } from './record-searches.ts'
import { type About, factsOf, judgedSummary, peakRssBytes } from './views/summary.ts'
import { VerdictViews } from './views/verdict-views.ts'

interface LookUpParts {
  readonly lookUp: (snapshot: Snapshot, signal: AbortSignal) => Promise<LayerBuilt<Lookups>>
}

/**
 * One opened case: what was read, what can be asked about it, and its layers. Its events are in order from the start;
 * all else comes as a layer. Calls are answered from it in answers/.
 */
export class Case implements CaseGround {
  readonly layers: Layers<CaseGround, typeof caseLayers>
  readonly searches: RecordSearches
  /** Fields of records, as columns; to be asked when the verdicts are there. */
  readonly fields: FieldColumns
  #read: Unjudged | Ingested
  #query: ColumnQuery
  #hidden: HiddenMatches
  #reader: RecordReader
  #summary: CaseSummary
  #verdictViews: VerdictViews | null = null
  #file: CaseFile | null = null
  #fileState: CaseFileState | null = null
  readonly #whenEnded: ((reason: CaseClosed) => void)[] = []
  #incidents: IncidentTable | null = null
  #foundByUser: readonly Finding[] = []
  #rowsOfUser: ReadonlyMap<Finding, Uint32Array> = new Map()
  /** Both together; null until somebody asks. */
  #found: readonly Finding[] | null = null
  readonly #lookUp: LookUpParts['lookUp']

  constructor(
    read: Unjudged,
    about: About,
    readonly database: CaseDatabase,
    readonly trust: TrustGiven,
    private confirmed: ReadonlySet<string>,
    parts: SearchParts & FieldParts & LookUpParts,
  ) {
    this.#lookUp = parts.lookUp
    this.layers = new Layers(caseLayers, this)
    this.searches = new RecordSearches(() => this.snapshot, read.begunAt, parts)
    this.fields = new FieldColumns(() => this.snapshot, read.begunAt, parts)
    this.#read = read
    this.#query = new ColumnQuery(read.snapshot, this.searches, this.fields)
    this.#hidden = this.#hiddenMatches()
    this.#reader = new RecordReader(read.snapshot.files)
    this.#summary = { ...factsOf(read, this.#query, about), isBeingJudged: true }
  }

  get read(): ReadCase {
    return this.#read
  }

  get snapshot(): Snapshot {
    return this.#read.snapshot
  }

  get query(): ColumnQuery {
    return this.#query
  }

  /** What filters match in copies that are not shown. */
  get hidden(): HiddenMatches {
    return this.#hidden
  }

  /** Reads records again, from their files. */
  get reader(): RecordReader {
    return this.#reader
  }

  get summary(): CaseSummary {
    return this.#fileState === null ? this.#summary : { ...this.#summary, caseFile: this.#fileState }
  }

  /** The case file that it is kept in; null where it is in none. */
  get file(): CaseFile | null {
    return this.#file
  }

  get caseFile(): CaseFileState | null {
    return this.#fileState
  }

  /** From now on its work is kept there. */
  keepIn(file: CaseFile, state: CaseFileState): void {
    this.#file = file
    this.#fileState = state
  }

  /** Gives the case file to the case that takes the place of this one. */
  handFileTo(next: Case): void {
    if (this.#file !== null && this.#fileState !== null) next.keepIn(this.#file, this.#fileState)
    this.#file = null
  }

  async closeFile(): Promise<void> {
    const file = this.#file
    this.#file = null
    this.#fileState = null
    await file?.close()
  }

  tellCheck(check: SourceCheck): void {
    if (this.#fileState !== null) this.#fileState = { ...this.#fileState, check }
  }

  /** The sources are what they were: from now on verdicts are of now, and files are read from where they were found. */
  confirmSources(judgement: Judgement, entries: readonly FileEntry[], events: 'confirmed' | 'no-room'): void {
    const { ingested } = this.verdictViews
    const placeOf = new Map(entries.map((file) => [sourceText(file), file.place]))
    const files = ingested.snapshot.files.map((file): FileEntry => {
      const place = placeOf.get(sourceText(file))
      return place === undefined ? file : { ...file, place }
    })
    const snapshot = { ...ingested.snapshot, files }
    this.#ask(snapshot)
    this.#reader = new RecordReader(files)
    const { timings } = this.#summary
    this.#conclude({ ...ingested, ...judgement, snapshot })
    this.took(timings)
    this.tellCheck({ state: 'same', events })
  }

  onEnd(listener: (reason: CaseClosed) => void): void {
    this.#whenEnded.push(listener)
  }

  get unjudged(): Unjudged {
    if ('facts' in this.#read) return this.#read
    throw new Error('The files are judged: what that took is gone')
  }

  /** Verdicts, and what is made of them. Whoever asks has waited for them. */
  get verdictViews(): VerdictViews {
    if (this.#verdictViews === null) throw new Error('Asked for verdicts before there are any')
    return this.#verdictViews
  }

  takeVerdicts(ingested: Ingested): VerdictViews {
    this.#ask(ingested.snapshot)
    this.#reader = new RecordReader(ingested.snapshot.files)
    return this.#conclude(ingested)
  }

  #ask(snapshot: Snapshot): void {
    this.#query = new ColumnQuery(snapshot, this.searches, this.fields)
    this.#hidden = this.#hiddenMatches()
  }

  #hiddenMatches(): HiddenMatches {
    return new HiddenMatches(this.#query, this.searches.inAlternates, this.fields.inAlternates)
  }

  lookUp(signal: AbortSignal): Promise<LayerBuilt<Lookups>> {
    return this.#lookUp(this.snapshot, signal)
  }

  takeLookups(lookups: Lookups): void {
    // The rules run again.
    this.#found = null
    this.#tell({ lookups })
  }

  takeSessions(sessions: SessionTable): void {
    this.#tell({ sessions })
  }

  takeIncidents(incidents: IncidentTable): void {
    this.#incidents = incidents
    this.database.relate(incidents)
    this.#tell({ incidents })
  }

  #tell(told: Pick<Snapshot, 'lookups' | 'sessions' | 'incidents'>): void {
    const { ingested } = this.verdictViews
    const next = { ...ingested, snapshot: { ...ingested.snapshot, ...told } }
    this.#ask(next.snapshot)
    this.#read = next
    this.#verdictViews = new VerdictViews(next, this.#query, this.#reader)
  }

  /** From now on the events of the lists that belong to the case, and no others, are bookmarked. */
  markKept(lists: readonly KeptList[]): KeptMarks {
    const marks = markKept(this.snapshot, lists)
    this.#query.bookmarksChanged()
    this.#hidden = this.#hiddenMatches()
    return marks
  }

  /** False where nothing is judged yet: then it counts as soon as something is. */
  confirm(fingerprints: ReadonlySet<string>): boolean {
    this.confirmed = fingerprints
    if (this.#verdictViews === null) return false
    this.#conclude(this.#verdictViews.ingested)
    return true
  }

  #conclude({ report, ...judged }: Ingested): VerdictViews {
    const ingested = { ...judged, report: report === null ? null : withConfirmed(report, this.confirmed) }
    this.#read = ingested
    const views = new VerdictViews(ingested, this.#query, this.#reader)
    this.#verdictViews = views
    this.#summary = judgedSummary(this.#summary, ingested, countAbsences(views.absences()))
    return views
  }

  get found(): readonly Finding[] {
    const ofRules = this.layers.value('findings')
    if (ofRules === null) return this.#foundByUser
    this.#found ??= [...ofRules, ...this.#foundByUser]
    return this.#found
  }

  readonly rowsOf = (finding: Finding): Uint32Array | null => this.#rowsOfUser.get(finding) ?? null

  /** As they are related by now; none before that. */
  get incidents(): readonly Incident[] {
    return this.#incidents?.incidents ?? []
  }

  /** What rules of the user's found, in place of what they found before: findings are related anew, if they are by now. */
  async takeFoundByUser(found: readonly FoundRows[], signal: AbortSignal): Promise<void> {
    this.#foundByUser = found.map(({ finding }) => finding)
    this.#rowsOfUser = new Map(found.map(({ finding, rows }) => [finding, rows]))
    this.#found = null
    if (this.#incidents !== null) await related(this, signal)
  }

  took(timings: Readonly<Record<string, number>>): void {
    this.#summary = {
      ...this.#summary,
      timings: { ...this.#summary.timings, ...timings },
      peakRssBytes: peakRssBytes(),
    }
  }

  /** Whoever waits for a layer that is still being built is told that it never comes. */
  async end(): Promise<void> {
    for (const listener of this.#whenEnded) listener(new CaseClosed())
    await this.closeFile()
    this.layers.end()
    await this.searches.end()
    await this.fields.end()
    await this.database.end()
  }
}
