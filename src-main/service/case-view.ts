import { z } from 'zod'
import { fail, ok } from '../../src-shared/base/result.ts'
import type { CaseView } from '../../src-shared/contract/case-view.ts'
import type { Answer } from '../../src-shared/contract/index.ts'
import { type ViewPart, viewParts } from '../../src-shared/model/case-file.ts'
import type { Engine } from '../engine/engine.ts'
import { parsed } from './kept-in.ts'
import { viewForms } from './schemas/case-view.ts'

/** Counts up with each change of what a part of the view means. A part with a later number is left as it is. */
const viewForm = 1
const partForm = z.object({ form: z.int().min(1), value: z.unknown() })

/** Each is a part of the case file of its own: one that changes is written without the others. */
const keptAs = (part: ViewPart): string => `view-${part}`

/** What the case file of the open case has of the view. What cannot be read of it is named. */
export async function caseView(engine: Pick<Engine, 'caseWork'>): Promise<Answer<'caseView'>> {
  const work = await engine.caseWork()
  if (!work.ok) return fail('no-case-file', work.message)
  const view: { [P in ViewPart]?: unknown } = {}
  const later: ViewPart[] = []
  const damaged: ViewPart[] = []
  for (const part of viewParts) {
    const text = work.value[keptAs(part)]
    if (text === undefined) continue
    const kept = parsed(text, partForm)
    const read = kept?.form === viewForm ? viewForms[part].safeParse(kept.value) : null
    if (kept !== null && kept.form > viewForm) later.push(part)
    else if (read?.success === true) view[part] = read.data
    else damaged.push(part)
  }
  return ok({ view: view as Partial<CaseView>, later, damaged })
}

/** `of`: see the contract. */
export async function keepCaseView(
  engine: Pick<Engine, 'keepCaseWork'>,
  of: string,
  view: Partial<CaseView>,
): Promise<Answer<'keepCaseView'>> {
  for (const [part, value] of Object.entries(view)) {
    const text = JSON.stringify({ form: viewForm, value })
    const kept = await engine.keepCaseWork({ of, part: keptAs(part as ViewPart), value: text })
    if (!kept.ok)
      return kept.code === 'no-case-file' ? fail(kept.code, kept.message) : fail('not-written', kept.message)
  }
  return ok(undefined)
}
