import { create } from 'zustand'

/** What is known before anything is typed. */
export interface FetchGiven {
  readonly address: string
  /** Keys of the only log files that are fetched; null: all of the trail. */
  readonly logFiles: readonly string[] | null
  readonly profile: string | null
}

/** With what the dialog that fetches a trail from S3 is shown; null: it is not. */
export const useFetch = create<{ readonly shown: FetchGiven | null }>(() => ({ shown: null }))

export const showFetch = (shown: FetchGiven = { address: '', logFiles: null, profile: null }) =>
  useFetch.setState({ shown })
export const hideFetch = () => useFetch.setState({ shown: null })
