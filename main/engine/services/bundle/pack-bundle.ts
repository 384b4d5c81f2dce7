import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestName } from '#core/bundle/manifest'
import { ZipSink } from '../datasets/files/zip-sink'

/** Writes a bundle that lies in a folder as FOLDER.zip beside it; gives the path of that. Throws what the disk reports, and leaves no half file. */
export async function packBundle(folder: string): Promise<string> {
  const path = `${folder}.zip`
  const sink = await ZipSink.create(path)
  try {
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    // The manifest first: a reader then knows what comes.
    names.sort((a, b) => Number(b.endsWith(manifestName)) - Number(a.endsWith(manifestName)) || (a < b ? -1 : 1))
    for (const name of names) {
      const inside = name.slice(folder.length + 1).replaceAll('\\', '/')
      await sink.add(inside, createReadStream(name), /\.(?:jpg|onnx|ort|tflite|bin)$/u.test(inside) ? 'plain' : 'dense')
    }
    await sink.finish()
    return path
  } catch (error) {
    await sink.abandon()
    throw error
  }
}
