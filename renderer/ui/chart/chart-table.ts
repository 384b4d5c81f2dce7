export type ChartValue = string | number

/** The numbers behind a chart: what is drawn, read aloud and exported. */
export interface ChartTable {
  readonly columns: readonly string[]
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly ChartValue[])[]
}
