import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button'
import { ErrorView } from '../ui/error-view'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly error: unknown
}

/** Catches faults while drawing; the rest of the window, and the engine's work, go on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error ?? new Error('Something was thrown that is no error.') }
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return <ErrorView error={this.state.error} action={<Button onClick={() => this.setState({ error: null })}>Try again</Button>} />
  }
}
