import { createJSONStorage } from 'zustand/middleware'

/**
 * localStorage for what is pleasant to have again and no loss without: a full or forbidden storage keeps nothing, and says
 * nothing.
 */
export const keptInBrowser = <T>() =>
  createJSONStorage<T>(() => ({
    getItem: (name) => localStorage.getItem(name),
    removeItem: (name) => localStorage.removeItem(name),
    setItem: (name, value) => {
      try {
        localStorage.setItem(name, value)
      } catch {
        // The quota, or a browser that allows no storage at all.
      }
    },
  }))
