import type { Ability } from './capabilities'
import { element } from './element'

/** What this browser allows, and why not the rest. */
export function browserCard(abilities: readonly Ability[]): HTMLElement {
  const rows = abilities.map(({ name, isThere, sentence }) => element('li', { class: isThere ? 'there' : 'missing' }, element('span', { class: 'name' }, name), element('span', { class: 'soft' }, sentence)))
  return element('section', { 'aria-label': 'This browser' }, element('h2', {}, 'This browser'), element('ul', { class: 'abilities' }, ...rows))
}
