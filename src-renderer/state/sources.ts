import { create } from 'zustand'
import type { In } from '../../src-shared/contract/index.ts'
import { showSection } from './layout.ts'

/** Which files Sources lists. */
export type AskedFiles = Pick<In<'sources'>, 'kind' | 'problemsOnly' | 'text'>

export type SourcesTab = 'files' | 'unparsed'

interface SourcesState {
  readonly tab: SourcesTab
  readonly asked: AskedFiles
}

const everyFile: AskedFiles = { kind: null, problemsOnly: false, text: '' }

/** Lives as long as the window: marks elsewhere lead to a part of the list. */
export const useSources = create<SourcesState>(() => ({ tab: 'files', asked: everyFile }))

export const showTab = (tab: SourcesTab) => useSources.setState({ tab })
export const askFiles = (change: Partial<AskedFiles>) =>
  useSources.setState(({ asked }) => ({ asked: { ...asked, ...change } }))

/** Shows what was not read: files with problems, the gravest first, or else the records that are no events. */
export function showUnread(what: SourcesTab) {
  useSources.setState({ tab: what, asked: { ...everyFile, problemsOnly: true } })
  showSection('sources')
}

/** Of another case. */
export const forgetAskedFiles = () => useSources.setState({ tab: 'files', asked: everyFile })
