import { create } from 'zustand'

/** Whether the export dialog is shown: the events view opens it, for what its filter shows. */
export const useExport = create<{ readonly shown: boolean }>(() => ({ shown: false }))

export const showExport = () => useExport.setState({ shown: true })
export const hideExport = () => useExport.setState({ shown: false })
