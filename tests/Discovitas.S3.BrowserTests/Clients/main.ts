// Uploads in every way with the client that openapi-ts has made beside this file, and writes what it got to a file.
import { writeFileSync } from 'node:fs'
import { uploadsSignUpload, uploadsStoreBody, uploadsStoreFiles, uploadsVerifyUpload } from './generated'
import { client } from './generated/client.gen'

const [, , baseUrl, results] = process.argv
client.setConfig({ baseUrl })

const hello = new File(['hello'], 'hello.txt', { type: 'text/plain' })
const more = new File(['more'], 'more.txt', { type: 'text/plain' })
const tooLarge = new Blob([new Uint8Array(1001)])

const form = await uploadsStoreFiles({ body: { album: 'cats', file: [hello, more] } })
const body = await uploadsStoreBody({ path: { fileName: 'body.bin' }, body: hello })
const rejected = await uploadsStoreBody({ path: { fileName: 'large.bin' }, body: tooLarge })
const direct = await sendDirectly(hello)
writeFileSync(results, JSON.stringify({
  form: form.data,
  body: body.data,
  rejected: rejected.error,
  direct: direct.data,
}))

async function sendDirectly(file: File) {
  const query = { filename: file.name, type: file.type, size: file.size, 'metadata[album]': 'cats' }
  const { url, fields, key, token } = (await uploadsSignUpload({ query, throwOnError: true })).data
  const content = new FormData()
  Object.entries(fields).forEach(([name, value]) => content.append(name, value))
  content.append('file', file)
  await fetch(url, { method: 'POST', body: content })
  return uploadsVerifyUpload({ body: { key, token } })
}
