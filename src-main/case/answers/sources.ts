import { ok } from '../../../src-shared/base/result.ts'
import type { In } from '../../../src-shared/contract/index.ts'
import type { SourcesPage, sourcesCalls } from '../../../src-shared/contract/sources.ts'
import type { SourceFile } from '../../../src-shared/model/event.ts'
import { unreadKinds } from '../../../src-shared/model/unread.ts'
import { isTroubled } from '../views/summary.ts'
import { trailPlacesOf } from '../views/trail-places.ts'
import type { Answers } from './form.ts'

export const sourcesAnswers: Answers<keyof typeof sourcesCalls> = {
  sources: ({ read }, asked) => ok(sourcesPage(read.sources, asked)),
  unparsed: ({ read }, { offset, limit }) => ok(read.unparsed.slice(offset, offset + limit)),
  trailPlaces: ({ read }) => ok(trailPlacesOf(read.sources)),
}

function sourcesPage(sources: readonly SourceFile[], asked: In<'sources'>): SourcesPage {
  const { kind, problemsOnly, text, offset, limit } = asked
  const wanted = text.toLowerCase()
  const shown = sources.filter(
    (file) =>
      (kind === null || file.kind === kind) &&
      (!problemsOnly || isTroubled(file)) &&
      (wanted === '' || file.name.toLowerCase().includes(wanted) || file.form.toLowerCase().includes(wanted)),
  )
  if (problemsOnly) shown.sort(gravestFirst)
  return { total: shown.length, files: shown.slice(offset, offset + limit), otherForms: otherForms(sources) }
}

/** Then files that were read whole and have a problem all the same, such as a sidecar that fits no digest. */
const gravestFirst = (one: SourceFile, other: SourceFile): number => gravity(one) - gravity(other)
const gravity = ({ unread }: SourceFile) => (unread === null ? unreadKinds.length : unreadKinds.indexOf(unread))

/** The most frequent first. */
function otherForms(sources: readonly SourceFile[]): SourcesPage['otherForms'] {
  const forms = new Map<string, number>()
  for (const { kind, form } of sources) if (kind === 'other') forms.set(form, (forms.get(form) ?? 0) + 1)
  return [...forms].map(([form, files]) => ({ form, files })).sort((a, b) => b.files - a.files)
}
