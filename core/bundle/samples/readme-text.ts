import type { BundleManifest } from '#core/bundle/manifest'

/** README.txt of a bundle. */
export function readmeText(manifest: BundleManifest): string {
  const { model, files, golden, labels, preprocessing } = manifest
  return [
    model.name,
    '='.repeat(model.name.length),
    '',
    `A ${model.task} model with ${labels.count} labels, exported by Mobilabel ${manifest.appVersion}.`,
    `Licence: ${model.licence}`,
    '',
    'Files',
    ...files.map(({ path, format, bytes }) => `  ${path}  ${format}, ${(bytes / 1e6).toFixed(1)} MB`),
    `  ${labels.path}  one label a line, in the order of the model's outputs`,
    '  manifest.json  everything a program must know; manifest.schema.json says what may stand in it',
    `  golden/  ${golden.length} photos with the model's input and outputs as computed on the desktop`,
    '  samples/  how to load the model with the right preprocessing, for Android, iOS and browsers',
    '',
    'Preprocessing',
    `  The upright photo (EXIF orientation applied), RGB, ${preprocessing.inputSize.width} x ${preprocessing.inputSize.height}, fit: ${preprocessing.fit.kind},`,
    '  resized with a triangle filter that is widened when making smaller (as "antialias" of usual libraries),',
    `  then (value / 255 - mean) / std with mean ${preprocessing.mean.join(', ')} and std ${preprocessing.std.join(', ')}.`,
    '',
    'To prove that a phone answers the same',
    '  Feed golden/NN.input.f32 (little-endian float32) to the model and compare what it gives with golden/NN.OUTPUT.f32.',
    '',
  ].join('\n')
}
