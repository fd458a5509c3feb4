import { useEffect, useState } from 'react'

/** Whether the value has been the same for so long: what costs much waits until the reader rests. */
export function useHasRested(value: unknown, ms: number): boolean {
  const [rested, setRested] = useState<unknown>(nothing)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested === value
}

const nothing = Symbol('nothing yet')
