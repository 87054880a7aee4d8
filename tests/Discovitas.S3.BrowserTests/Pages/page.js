// What a test drives: one Uppy on the page, and everything that it said. The tests call window.page.
const counted = ['upload-start', 's3-multipart:part-uploaded', 'restored', 'cancel-all']

export function expose(Uppy, AwsS3, GoldenRetriever, XHRUpload) {
  // What the plugin stores is written at once, so that a reload loses nothing.
  GoldenRetriever[Symbol.for('uppy test: throttleTime')] = 0
  window.page = new Page(Uppy, AwsS3, GoldenRetriever, XHRUpload)
}

class Page {
  constructor(Uppy, AwsS3, GoldenRetriever, XHRUpload) {
    Object.assign(this, { Uppy, AwsS3, GoldenRetriever, XHRUpload })
    this.events = {}
    this.errors = []
    this.shown = []
    this.logged = []
    this.progress = []
    this.verified = []
  }

  // setup: as in UppyPage.cs
  open(setup) {
    this.setup = setup
    const logger = { debug: (text) => this.logged.push(String(text)), warn: () => {}, error: () => {} }
    this.uppy = new this.Uppy({ id: 'page', logger })
    if (setup.golden) this.uppy.use(this.GoldenRetriever, { indexedDB: { maxFileSize: 1e9 } })
    if (setup.xhr) this.uppy.use(this.XHRUpload, this.xhr(setup))
    else this.uppy.use(this.AwsS3, { ...this.address(setup), ...this.rules(setup.options ?? {}) })
    counted.forEach((name) => this.uppy.on(name, () => { this.events[name] = this.count(name) + 1 }))
    this.uppy.on('upload-error', (file, error) => this.errors.push(String(error?.message ?? error)))
    this.uppy.on('info-visible', () => this.shown.push(...this.uppy.getState().info.map((info) => [info.message, info.details].filter(Boolean).join(': '))))
    this.uppy.on('upload-progress', (file, progress) => this.progress.push(Math.round(progress.bytesUploaded)))
    if (setup.verify) this.uppy.on('upload-success', (file, response) => this.verified.push(verify(setup.endpoint, response.body.key)))
  }

  // Both majors take these as functions of the file; a test gives plain values.
  rules({ shouldUseMultipart, ...more }) {
    return shouldUseMultipart === undefined ? more : { shouldUseMultipart: () => shouldUseMultipart, ...more }
  }

  address({ endpoint, signing, companion, bare }) {
    if (signing && bare) return { signRequest: (request) => sign(endpoint, request) }
    if (signing) return { generateObjectKey: (file) => file.id, signRequest: (request) => sign(endpoint, this.described(request)) }
    return companion ? { companionEndpoint: endpoint } : { endpoint }
  }

  // As the docs have it.
  xhr({ endpoint, token }) {
    return {
      endpoint,
      headers: { RequestVerificationToken: token },
      shouldRetry: (xhr) => xhr.status === 0 || xhr.status === 429 || xhr.status === 503,
      getResponseData: (xhr) => JSON.parse(xhr.responseText)[0],
      onAfterResponse: (xhr) => {
        if (xhr.status >= 400) throw new Error(JSON.parse(xhr.responseText).detail)
      },
    }
  }

  // As the README has it.
  described(request) {
    const file = this.uppy.getFile(request.key)
    return { ...request, ...(file && { fileName: file.name, contentType: file.type, size: file.size, metadata: file.meta }) }
  }

  async add({ name, type, size }) {
    const content = await (await fetch(`/content/${size}`)).arrayBuffer()
    return this.uppy.addFile({ name, type, data: new Blob([content], { type }), meta: this.setup.tellSize ? { size } : {} })
  }

  // A file whose upload was begun elsewhere, as Golden Retriever hands it over.
  continue({ key, uploadId }) {
    this.uppy.setFileState(this.uppy.getFiles()[0].id, { s3Multipart: { key, uploadId } })
  }

  upload() {
    this.begin(this.uppy.upload())
  }

  // As a user does who presses Retry; what went wrong before is history.
  retry() {
    this.errors = []
    this.begin(this.uppy.retryAll())
  }

  resumeStored() {
    this.begin(new Promise((resolve) => this.uppy.once('complete', resolve)))
    this.uppy.emit('restore-confirmed')
  }

  begin(upload) {
    this.ended = false
    this.done = upload.then((result) => this.result(result)).finally(() => { this.ended = true })
  }

  async outcome() {
    const result = await this.done
    const verified = await Promise.all(this.verified)
    return { ...result, errors: this.errors, shown: this.shown, progress: this.progress, verified }
  }

  result({ successful, failed }) {
    return {
      successful: successful.map(({ name, response }) => ({ name, location: response?.uploadURL, key: response?.body?.key })),
      failed: failed.map(({ name, error }) => ({ name, error: String(error) })),
    }
  }

  count(name) {
    return this.events[name] ?? 0
  }

  multipart() {
    return this.uppy.getFiles()[0].s3Multipart
  }

  // What Uppy has said so far.
  state() {
    return { ended: this.ended, sent: this.progress.at(-1) ?? 0, successes: this.uppy.getFiles().filter((file) => file.progress.uploadComplete).length }
  }

  async fetch({ method, path, body }) {
    const headers = body === null ? {} : { 'content-type': 'application/json' }
    const response = await fetch(path, { method, headers, body })
    return { status: response.status, body: await response.text() }
  }

  // Whether a reload now would find both the bytes and the id of the upload.
  async isStored() {
    const blobs = await records('files')
    const states = [...Object.values(localStorage), ...(await records('metadata')).map((record) => record.metadata)]
    return blobs.length > 0 && states.some((state) => state.includes('"uploadId"'))
  }
}

async function sign(endpoint, request) {
  const response = await post(`${endpoint}/s3/sign`, request)
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.message ?? response.statusText)
  return answer
}

async function verify(endpoint, key) {
  const response = await post(`${endpoint}/s3/verify`, { key })
  return { status: response.status, ...(await response.json()) }
}

function post(url, body) {
  return fetch(url, { method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

async function records(name) {
  const database = await settled(indexedDB.open('uppy-blobs'))
  try {
    return database.objectStoreNames.contains(name) ? await settled(database.transaction(name).objectStore(name).getAll()) : []
  } finally {
    database.close()
  }
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
