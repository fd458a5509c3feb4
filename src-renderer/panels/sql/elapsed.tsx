import { useEffect, useState } from 'react'

const tickMs = 100

/** `1.2 s`, going on. */
export function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), tickMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className="muted" role="timer">
      Running for {(Math.max(0, now - since) / 1000).toFixed(1)} s
    </span>
  )
}
