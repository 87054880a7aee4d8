// What a test drives: the module that the endpoints serve. The tests call window.page.
import { unfinishedUploads, upload, uploadAll } from '/uploads/discovitas-s3.js'

// A file that is chosen again has the same date.
const lastModified = 1_700_000_000_000

window.page = {
  waits: 0,
  renewals: 0,
  running: 0,
  mostRunning: 0,

  async start({ name, type, size, isChanged, options = {} }) {
    this.uploading = upload(await this.file({ name, type, size, isChanged }), this.options(options))
    this.track(this.uploading.then((file) => ({ file })))
  },

  async startAll({ files, options = {} }) {
    const all = await Promise.all(files.map((file) => this.file(file)))
    const more = {
      onStart: () => this.mostRunning = Math.max(this.mostRunning, ++this.running),
      onSettled: () => this.running--,
    }
    this.uploading = uploadAll(all, { ...this.options(options), ...more })
    this.track(this.uploading.then((results) => ({
      results: results.map(({ status, value, reason }) => ({ status, key: value?.key, code: reason && String(reason.code) })),
    })))
  },

  async file({ name, type, size, isChanged }) {
    const content = await (await fetch(`/content/${size}`)).arrayBuffer()
    if (isChanged) {
      new Uint8Array(content).fill(7)
    }

    return new File([content], name, { type, lastModified })
  },

  options({ renews, ...options }) {
    this.progress = []
    this.ended = false
    this.controller = new AbortController()
    return {
      endpoint: '/uploads',
      signal: this.controller.signal,
      antiforgeryToken: document.querySelector('meta[name=token]').content,
      onProgress: ({ loaded, total, resumed }) => this.progress.push({ loaded, total, resumed }),
      onWait: () => this.waits++,
      ...(renews && { onUnauthorized: () => new Promise((resolve) => Object.assign(this, { renewals: this.renewals + 1, renew: resolve })) }),
      ...options,
    }
  },

  track(promise) {
    promise
      .catch(({ name, code, message }) => ({ error: { name, code: String(code), message } }))
      .then((result) => Object.assign(this, { result, ended: true }))
  },

  async unfinished() {
    return (await unfinishedUploads(this.options({}))).map(({ name, loaded }) => `${name} ${loaded}`)
  },

  cancel() {
    this.controller.abort()
  },
}
