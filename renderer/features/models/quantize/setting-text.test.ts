import { expect, test } from 'vitest'
import { settingText } from './setting-text'

test('settings are named and told in words', () => {
  const settings: readonly (readonly [string, unknown])[] = [
    ['kind', 'static'],
    ['ranges', { kind: 'mean-squared-error' }],
    ['equalisation', { kind: 'channels', strength: 0.6 }],
    ['keepFloat', { nodes: [], opTypes: [] }],
    ['goal', null],
    ['other', 3],
  ]
  expect(settings.map(settingText)).toEqual([
    ['Form', 'static'],
    ['Ranges of activations', 'mean squared error'],
    ['Channel equalisation', 'channels, 0.6'],
    ['Kept in float by choice', 'none'],
    ['Goal', 'none'],
    ['other', '3'],
  ])
})
