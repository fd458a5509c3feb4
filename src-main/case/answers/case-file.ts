import { basename, resolve } from 'node:path'
import { fail, ok } from '../../../src-shared/base/result.ts'
import type { caseFileCalls } from '../../../src-shared/contract/case-file.ts'
import { caseFileWords } from '../../../src-shared/words/case-file.ts'
import type { CaseFile } from '../../case-file/case-file.ts'
import type { Case } from '../case.ts'
import { keepIn } from '../case-file/keep-in.ts'
import { saveCase } from '../case-file/save-case.ts'
import type { Answers } from './form.ts'

export const caseFileAnswers: Answers<keyof typeof caseFileCalls> = {
  saveCase: (opened, { file: named }, room) => {
    const { jobs } = room
    if (jobs.running('save') !== undefined || jobs.running('add') !== undefined)
      return fail('busy', 'The case is being saved or added to: wait for that, or cancel it first.')
    if (opened.verdictViews.ingested.report === null) return fail('not-whole', caseFileWords.notWhole)
    const file = resolve(named)
    const whyNot = () => room.whyNotWritten(file)
    const refused = whyNot()
    if (refused !== null) return fail('evidence', refused)
    const job = jobs.start('save', basename(file))
    void jobs.run(job, () => saveCase(room, job, opened, file, whyNot))
    return ok(job.id)
  },
  caseWork: ({ file }) => (file === null ? noCaseFile : ok(file.work)),
  caseLog: ({ file }) => (file === null ? noCaseFile : ok(file.log)),
  keepCaseWork: (opened, { of, part, value }) => written(opened, of, (file) => file.keep(part, value)),
  appendCaseLog: (opened, { of, line }) => written(opened, of, (file) => file.appendLog(line)),
}

async function written({ file, caseFile }: Case, of: string, write: (file: CaseFile) => Promise<void>) {
  // What was made of the case before may come when another is open.
  if (file === null || caseFile === null || file.path !== of) return noCaseFile
  if (caseFile.readOnly !== null) return fail('not-written', caseFile.readOnly)
  return keepIn(file, write)
}

const noCaseFile = fail('no-case-file', 'The open case is in no case file.')
