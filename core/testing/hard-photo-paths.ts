/**
 * Photos below a folder whose names are hard on file systems that allow them: characters with a meaning in addresses, one name in
 * two Unicode spellings, other scripts, the longest name, a deep folder.
 */
export const hardPhotoPaths: readonly string[] = [
  'a#b.jpg',
  '50%.jpg',
  '100%25.jpg',
  'q?x=1.jpg',
  'a b .jpg',
  'na\u00efve.jpg',
  'nai\u0308ve.jpg',
  '\u7167\u7247.jpg',
  '\uc0ac\uc9c4.jpg',
  '\u{1f440}.jpg',
  `quote'".jpg`,
  'semi;amp&.jpg',
  '1670577347.002843.jpg',
  `${'n'.repeat(251)}.jpg`,
  'x#y%z/1.jpg',
  `${Array.from({ length: 12 }, () => 'deep-folder-name-of-30-letters').join('/')}/1.jpg`,
]
