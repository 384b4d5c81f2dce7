/** Apart for every kind of colour vision, on light and dark ground (Okabe and Ito 2008, darkened where needed). */
const colors = ['#0f78c0', '#d9700a', '#0a8f68', '#c25a97', '#8a7400', '#5b5fc7', '#a8483a', '#4f8a8b'] as const

/** One colour per model, by its place among those compared. */
export function modelColor(at: number): string {
  return colors[at % colors.length] ?? colors[0]
}
