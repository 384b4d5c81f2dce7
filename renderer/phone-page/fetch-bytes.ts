/** The bytes at an address of the page's own server. Throws Error with a sentence to show. */
export async function fetchBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetchOwn(url)).arrayBuffer())
}

/** Little-endian float32, as every browser has them. */
export async function fetchFloats(url: string): Promise<Float32Array> {
  return new Float32Array((await fetchBytes(url)).buffer)
}

/** Throws Error with a sentence to show when the computer does not answer or refuses. */
export async function fetchOwn(url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (error) {
    throw new Error('The computer does not answer. Is the page still open there, and the phone in the same network?', { cause: error })
  }
  if (response.status === 403) throw new Error('The computer has closed this page. Scan its code again.')
  if (!response.ok) throw new Error(`The computer refused: ${await response.text()}`)
  return response
}
