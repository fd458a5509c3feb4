import { create } from 'zustand'

/** Whether the dialog that shows tables for Athena and Trino is shown. */
export const useTakeOut = create<{ readonly shown: boolean }>(() => ({ shown: false }))

export const showTakeOut = () => useTakeOut.setState({ shown: true })
export const hideTakeOut = () => useTakeOut.setState({ shown: false })
