import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/high-contrast.css'
import { ErrorBoundary } from '../widgets/error-boundary.tsx'
import { App } from './app.tsx'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ErrorBoundary what="The window">
      <App />
    </ErrorBoundary>
  </StrictMode>,
)
