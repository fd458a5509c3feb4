import './progress.css'

interface ProgressProps {
  readonly label: string
  /** 0 to 1; null while the whole is not known. */
  readonly share: number | null
}

export function Progress({ label, share }: ProgressProps) {
  const percent = share === null ? null : Math.floor(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div
      className={percent === null ? 'progress progress-unknown' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
    >
      <div className="progress-done" style={percent === null ? undefined : { width: `${percent}%` }} />
    </div>
  )
}
