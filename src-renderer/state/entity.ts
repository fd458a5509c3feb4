import { create } from 'zustand'
import type { Entity } from '../../src-shared/filter/entity.ts'
import { showSection } from './layout.ts'

interface EntityState {
  /** Whose page is shown; null for the list of all. */
  readonly entity: Entity | null
}

/** Lives as long as the case. */
export const useEntity = create<EntityState>(() => ({ entity: null }))

export function showEntity(entity: Entity | null) {
  useEntity.setState({ entity })
  showSection('entities')
}
