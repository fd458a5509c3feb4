// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { App } from '../../../src-renderer/app/app.tsx'
import { chooseSection, useLayout } from '../../../src-renderer/state/layout.ts'
import { hereOf, placesSeen, showPlacesSeen, useNavigation } from '../../../src-renderer/state/navigation.ts'
import { mount } from '../mount.tsx'

afterEach(cleanup)
beforeEach(() => chooseSection('events'))

/** A browser's history in as far as the window uses it. */
function fakeHistory() {
  const entries: unknown[] = [null]
  let at = 0
  const goTo = (to: number) => {
    at = to
    window.dispatchEvent(new Event('popstate'))
  }
  vi.spyOn(history, 'state', 'get').mockImplementation(() => entries[at])
  vi.spyOn(history, 'pushState').mockImplementation(
    (state) => void entries.splice(++at, Number.POSITIVE_INFINITY, state),
  )
  vi.spyOn(history, 'replaceState').mockImplementation((state) => void entries.splice(at, 1, state))
  vi.spyOn(history, 'go').mockImplementation((by = 0) => queueMicrotask(() => goTo(at + by)))
  return { length: () => entries.length, at: () => at, press: (by: number) => act(() => goTo(at + by)) }
}

test('the buttons of the browser and those of the window walk the same places', async () => {
  chooseSection('events')
  const browser = fakeHistory()
  mount(<App />, { events: 1_000, hello: { host: 'browser' } })
  fireEvent.click(await screen.findByRole('button', { name: 'Findings' }))
  await screen.findByRole('main', { name: 'Findings' })
  await vi.waitFor(() => expect(browser.length()).toBe(2))
  browser.press(-1)
  expect(useLayout.getState().section).toBe('events')
  browser.press(1)
  expect(useLayout.getState().section).toBe('findings')
  fireEvent.click(screen.getByRole('button', { name: 'Back' }))
  expect(useLayout.getState().section).toBe('events')
  await vi.waitFor(() => expect(browser.at()).toBe(0))
  fireEvent.keyDown(document.body, { key: 'ArrowRight', altKey: true })
  expect(useLayout.getState().section).toBe('findings')
  await vi.waitFor(() => expect(browser.at()).toBe(1))
})

test('a place of another load of the page is written over', async () => {
  chooseSection('events')
  const browser = fakeHistory()
  history.pushState({ place: 'of a page that was reloaded' }, '')
  mount(<App />, { events: 1_000, hello: { host: 'browser' } })
  await screen.findByRole('main', { name: 'Events' })
  history.pushState({ place: 'unknown' }, '')
  browser.press(0)
  expect(history.state).toEqual({ place: hereOf(useNavigation.getState()).id })
})

test('going back to a place of a case file does not leave the page, which has no entry of it', async () => {
  chooseSection('events')
  const browser = fakeHistory()
  history.pushState({ place: 'of the page before this one' }, '')
  mount(<App />, { events: 1_000, hello: { host: 'browser' } })
  await screen.findByRole('main', { name: 'Events' })
  const [place] = placesSeen().seen
  act(() => showPlacesSeen({ seen: [{ ...place!, section: 'findings' }, place!], at: 1 }))
  fireEvent.click(screen.getByRole('button', { name: 'Back' }))
  await screen.findByRole('main', { name: 'Findings' })
  await Promise.resolve()
  expect(browser.at()).toBe(1)
  expect(history.state).toEqual({ place: hereOf(useNavigation.getState()).id })
})
