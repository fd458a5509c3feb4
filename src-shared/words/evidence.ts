/** Why a file is not written there. `root`: the opened path that it would lie under. */
export const withinEvidence = (file: string, root: string): string =>
  `${file} lies under ${root}, which is opened as evidence. Evidence is never written: choose a place outside of it.`

/** Why paths are not added while the case file of the open case lies under one of them. */
export const caseFileWithin = (file: string, root: string): string =>
  `The case file ${file} lies under ${root}. Evidence is never written: save the case elsewhere first.`

/** Why paths are not opened while `file` is being written under `root`, which is one of them. */
export const beingWrittenInto = (file: string, root: string): string =>
  `An export is being written to ${file}, under ${root}. Evidence is never written: wait for the export, or cancel it first.`
