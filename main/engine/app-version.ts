import { version } from '../../package.json'

/** Version of the product, from package.json at build time. */
export const appVersion: string = version
