// What a test drives: one Uppy on the page, and everything that it said. The tests call window.page.
const counted = ['upload-start', 's3-multipart:part-uploaded', 'restored', 'cancel-all']

export function expose(Uppy, AwsS3, GoldenRetriever) {
  // What the plugin stores is written at once, so that a reload loses nothing.
  GoldenRetriever[Symbol.for('uppy test: throttleTime')] = 0
  window.page = new Page(Uppy, AwsS3, GoldenRetriever)
}

class Page {
  constructor(Uppy, AwsS3, GoldenRetriever) {
    Object.assign(this, { Uppy, AwsS3, GoldenRetriever })
    this.events = {}
    this.errors = []
    this.shown = []
    this.logged = []
    this.progress = []
    this.verified = []
  }

  // setup: { endpoint, signing, golden, verify, options }
  open(setup) {
    const logger = { debug: (text) => this.logged.push(String(text)), warn: () => {}, error: () => {} }
    this.uppy = new this.Uppy({ id: 'page', logger })
    if (setup.golden) this.uppy.use(this.GoldenRetriever, { indexedDB: { maxFileSize: 1e9 } })
    this.uppy.use(this.AwsS3, { ...this.address(setup), ...this.rules(setup.options ?? {}) })
    counted.forEach((name) => this.uppy.on(name, () => { this.events[name] = this.count(name) + 1 }))
    this.uppy.on('upload-error', (file, error) => this.errors.push(String(error?.message ?? error)))
    this.uppy.on('info-visible', () => this.shown.push(...this.uppy.getState().info.map((info) => [info.message, info.details].filter(Boolean).join(': '))))
    this.uppy.on('upload-progress', (file, progress) => this.progress.push(progress.bytesUploaded))
    if (setup.verify) this.uppy.on('upload-success', (file, response) => this.verified.push(verify(setup.endpoint, response.body.key)))
  }

  // Both majors take these as functions of the file; a test gives plain values.
  rules({ shouldUseMultipart, ...more }) {
    return shouldUseMultipart === undefined ? more : { shouldUseMultipart: () => shouldUseMultipart, ...more }
  }

  address({ endpoint, signing, companion }) {
    if (signing) return { signRequest: (request) => sign(endpoint, request) }
    return companion ? { companionEndpoint: endpoint } : { endpoint }
  }

  async add({ name, type, size }) {
    const content = await (await fetch(`/content/${size}`)).arrayBuffer()
    return this.uppy.addFile({ name, type, data: new Blob([content], { type }) })
  }

  // A file whose upload was begun elsewhere, as Golden Retriever hands it over.
  continue({ key, uploadId }) {
    this.uppy.setFileState(this.uppy.getFiles()[0].id, { s3Multipart: { key, uploadId } })
  }

  upload() {
    this.done = this.uppy.upload().then((result) => this.result(result))
  }

  // As a user does who presses Retry; what went wrong before is history.
  retry() {
    this.errors = []
    this.done = this.uppy.retryAll().then((result) => this.result(result))
  }

  resumeStored() {
    this.done = new Promise((resolve) => this.uppy.once('complete', (result) => resolve(this.result(result))))
    this.uppy.emit('restore-confirmed')
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
    return this.uppy.getFiles()[0]?.s3Multipart
  }

  // Whether a reload now would find both the bytes and the id of the upload.
  async isStored() {
    const blobs = await records('files')
    const states = [...Object.values(localStorage), ...(await records('metadata')).map((record) => record.metadata)]
    return blobs.length > 0 && states.some((state) => state.includes('"uploadId"'))
  }
}

async function sign(endpoint, request) {
  const response = await fetch(`${endpoint}/s3/sign`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.message)
  return answer
}

async function verify(endpoint, key) {
  const response = await fetch(`${endpoint}/s3/verify`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key }) })
  return { status: response.status, ...(await response.json()) }
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
