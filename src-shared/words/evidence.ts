/** Why a file is not written there. `root`: the opened path that it would lie under. */
export const withinEvidence = (file: string, root: string): string =>
  `${file} lies under ${root}, which is opened as evidence. Evidence is never written: choose a place outside of it.`

/** Why paths are not opened while `file` is being written under `root`, which is one of them. */
export const beingWrittenInto = (file: string, root: string): string =>
  `An export is being written to ${file}, under ${root}. Evidence is never written: wait for the export, or cancel it first.`
