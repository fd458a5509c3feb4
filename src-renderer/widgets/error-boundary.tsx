import { Component, type ReactNode } from 'react'
import { Problem } from './problem.tsx'

interface Caught {
  readonly error: Error | null
}

/** Keeps a bug in one panel from emptying the window. */
export class ErrorBoundary extends Component<{ readonly what: string; readonly children: ReactNode }, Caught> {
  override state: Caught = { error: null }

  static getDerivedStateFromError(error: unknown): Caught {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <Problem
        message={`${this.props.what} stopped because of a fault in Trailproof: ${error.message}`}
        details={error.stack ?? ''}
        onRetry={() => this.setState({ error: null })}
      />
    )
  }
}
