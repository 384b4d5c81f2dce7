type Child = Node | string | null

/** Makes an element; a property that is a function listens to the event of that name, `class` and others are attributes. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Readonly<Record<string, string | ((event: Event) => void)>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'string') made.setAttribute(key, value)
    else made.addEventListener(key, value)
  }
  made.append(...children.filter((child) => child !== null))
  return made
}
