/**
 * Bundles one TypeScript file for Node into out/; packages stay outside.
 * @param {import('../setup/locations.mjs').Locations} places
 * @param {string} entry path of the source file
 * @param {string} result path of the bundle, relative to out/
 * @returns {Promise<void>}
 */
export async function bundleForNode(places, entry, result) {
  // Loaded late: this module is imported before the packages need be installed.
  const { build } = await import('vite')
  await build({
    root: places.project,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: entry,
      outDir: places.output,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node20.18',
      sourcemap: true,
      rolldownOptions: {
        output: { entryFileNames: result, chunkFileNames: `${result.replace(/\.js$/, '')}-[name]-[hash].js` },
      },
    },
  })
}
