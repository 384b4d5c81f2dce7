/** A name that every file system takes: signs with a meaning in paths become "-", and neither dots nor spaces end it. */
export function plainFileName(name: string): string {
  const plain = name
    .replace(/[<>:"/\\|?*]|\p{Cc}/gu, '-')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  return plain === '' ? 'Mobilabel' : plain.slice(-200)
}
