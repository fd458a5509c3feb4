import { create } from 'zustand'

/** Whether the dialog that saves the case in a case file is shown. */
export const useSaveCase = create<{ readonly shown: boolean }>(() => ({ shown: false }))

export const showSaveCase = () => useSaveCase.setState({ shown: true })
export const hideSaveCase = () => useSaveCase.setState({ shown: false })
