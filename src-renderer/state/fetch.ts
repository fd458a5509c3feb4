import { create } from 'zustand'

/** Whether the dialog that fetches a trail from S3 is shown. */
export const useFetch = create<{ readonly shown: boolean }>(() => ({ shown: false }))

export const showFetch = () => useFetch.setState({ shown: true })
export const hideFetch = () => useFetch.setState({ shown: false })
