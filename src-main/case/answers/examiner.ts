import { ok } from '../../../src-shared/base/result.ts'
import type { examinerCalls } from '../../../src-shared/contract/examiner.ts'
import type { CaseCallName } from '../../../src-shared/contract/index.ts'
import { recognise } from '../kept-marks.ts'
import type { Answers } from './form.ts'

/** The log itself is kept by the host. */
export const examinerAnswers: Answers<keyof typeof examinerCalls & CaseCallName> = {
  recogniseCase: ({ snapshot }, { known }) => ok(recognise(snapshot, known)),
  tellLogHead: (room, { head, log }) => {
    room.examinerLog = head
    room.examinerLogFile = log
    return ok(undefined)
  },
}
