import { fail, ok, type Result } from '../../../src-shared/base/result.ts'
import { caseFileWords } from '../../../src-shared/words/case-file.ts'
import type { CaseFile } from '../../case-file/case-file.ts'
import { whyUnwritable } from '../../handover/why-unwritable.ts'

/** Writes into a case file; what the operating system has against it is a failure, and anything else a bug. */
export async function keepIn(
  file: CaseFile,
  write: (file: CaseFile) => Promise<void>,
): Promise<Result<undefined, 'not-written'>> {
  try {
    await write(file)
    return ok(undefined)
  } catch (error) {
    const why = whyUnwritable(error, file.path)
    if (why === null) throw error
    return fail('not-written', caseFileWords.notKept(file.path, why))
  }
}
