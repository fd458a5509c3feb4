import { fail, ok } from '../../../src-shared/base/result.ts'
import type { Answer, In } from '../../../src-shared/contract/index.ts'
import type { CaseFileState } from '../../../src-shared/model/case-file.ts'
import type { Sha256 } from '../../../src-shared/model/event.ts'
import type { Verification } from '../../../src-shared/model/verification.ts'
import { withinEvidence } from '../../../src-shared/words/evidence.ts'
import { CaseFile } from '../../case-file/case-file.ts'
import { rootHolding } from '../../files/within-evidence.ts'
import { recogniseHeld } from '../kept-marks.ts'
import { keepIn } from './keep-in.ts'
import { caseFilesAmong, sourcesOfCaseFile, whyReadOnly } from './open-saved.ts'

/** What an examiner log takes of a case that no engine has open. */
interface LogOf extends Pick<Verification, 'files'> {
  /** What was named: folders and files, a case file among them where it is in one. */
  readonly paths: readonly string[]
  /** Evidence that is read together with it. */
  readonly beside?: readonly string[]
}

/** Answers of the calls that an examiner log is kept by, for a case that is not opened. */
export interface Unopened {
  /** What is evidence: nothing is written below it. */
  readonly evidence: readonly string[]
  summary(): { readonly id: string; readonly caseFile: CaseFileState } | null
  recogniseCase(asked: In<'recogniseCase'>): Promise<Answer<'recogniseCase'>>
  caseLog(): Promise<Answer<'caseLog'>>
  appendCaseLog(asked: In<'appendCaseLog'>): Promise<Answer<'appendCaseLog'>>
  caseWork(): Promise<Answer<'caseWork'>>
  keepCaseWork(asked: In<'keepCaseWork'>): Promise<Answer<'keepCaseWork'>>
  close(): Promise<void>
}

/** A case file is taken for writing where nobody else has it, and where it does not lie among its sources. */
export async function unopenedCase(id: string, { files, paths, beside = [] }: LogOf): Promise<Unopened> {
  const logs = files.filter(({ kind }) => kind === 'log')
  const held = new Set(logs.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256 as Sha256])))
  const [path] = await caseFilesAmong(paths)
  const sources = await sourcesOfCaseFile(paths)
  const own = (sources.ok ? sources.value?.paths : null) ?? paths.filter((one) => one !== path)
  const evidence = [...own, ...beside]
  const within = path === undefined ? null : rootHolding(path, evidence)
  const file = path === undefined ? null : await CaseFile.open(path)
  const taken = await file?.take(within === null)
  const caseFile: CaseFileState | null =
    file === null || taken === undefined
      ? null
      : {
          path: file.path,
          readAt: file.savedAt,
          savedAt: file.savedAt,
          readOnly: within === null ? whyReadOnly(file.path, taken) : withinEvidence(file.path, within),
          notes: [],
          check: { state: 'not-needed' },
        }
  const written = async (write: (file: CaseFile) => Promise<void>) => (file === null ? noCaseFile : keepIn(file, write))
  return {
    evidence,
    summary: () => (caseFile === null ? null : { id, caseFile }),
    recogniseCase: async ({ known }) => ok(recogniseHeld(held, known)),
    caseLog: async () => (file === null ? noCaseFile : ok(file.log)),
    appendCaseLog: ({ line }) => written((file) => file.appendLog(line)),
    caseWork: async () => (file === null ? noCaseFile : ok(file.work)),
    keepCaseWork: ({ part, value }) => written((file) => file.keep(part, value)),
    close: async () => file?.close(),
  }
}

const noCaseFile = fail('no-case-file', 'The case is in no case file.')
