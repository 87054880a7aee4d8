// What a test drives: the module that the endpoints serve. The tests call window.page.
import { unfinishedUploads, upload, uploadAll } from '/uploads/discovitas-s3.js'

// A file that is chosen again has the same date.
const lastModified = 1_700_000_000_000

window.page = {
  waits: 0,
  renewals: 0,
  running: 0,
  mostRunning: 0,

  async start({ options = {}, ...file }) {
    this.uploading = upload(await this.file(file), this.options(options))
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

  // `parts`: bytes in base64, or a number of bytes 0x5A.
  async file({ name, type, size, parts, isChanged }) {
    if (parts) {
      const fill = new Uint8Array(2 ** 20).fill(0x5A)
      const filled = (length) => Array.from({ length: Math.ceil(length / fill.length) }, (_, i) => fill.slice(0, length - i * fill.length))
      return new File(parts.flatMap((part) => typeof part === 'number' ? filled(part) : [bytesOf(part)]), name, { type, lastModified })
    }

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

// What the module makes of pictures: the file that it would send, of which nothing leaves the page.
window.pictures = {
  async clean(files, options) {
    const real = window.XMLHttpRequest
    window.XMLHttpRequest = SentToNobody
    try {
      return await Promise.all(files.map((file) => this.cleanOne(file, options)))
    } finally {
      window.XMLHttpRequest = real
    }
  },

  async cleanOne({ name, type, bytes }, options) {
    let total
    const onProgress = (progress) => total = progress.total
    try {
      const file = new File([bytesOf(bytes)], name, { type, lastModified })
      const { key, metadataRemoved } = await upload(file, { endpoint: '/nobody', via: 'form', onProgress, ...options })
      const made = sent.get(key)
      return { bytes: await base64Of(made), name: made.name, type: made.type, metadataRemoved, total }
    } catch ({ code, message, detail }) {
      return { code: String(code), message, detail }
    }
  },

  // How a browser shows a picture: size and pixels of each frame, and with its orientation.
  async shown({ type, bytes }) {
    const data = bytesOf(bytes)
    const decoder = new ImageDecoder({ data, type })
    await Promise.all([decoder.completed, decoder.tracks.ready])
    const shown = [await this.pixels(await createImageBitmap(new Blob([data], { type })))]
    for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack.frameCount; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex })
      shown.push(`${image.duration} ${decoder.tracks.selectedTrack.repetitionCount} ${await this.pixels(image)}`)
    }

    return shown
  },

  async pixels(image) {
    const [width, height] = [image.displayWidth ?? image.width, image.displayHeight ?? image.height]
    const context = new OffscreenCanvas(width, height).getContext('2d')
    context.drawImage(image, 0, 0)
    image.close()
    const hash = await crypto.subtle.digest('SHA-256', context.getImageData(0, 0, width, height).data)
    return `${width}x${height} ${await base64Of(new Blob([hash]))}`
  },
}

const sent = new Map()

class SentToNobody {
  upload = {}

  open() {}

  setRequestHeader() {}

  send(body) {
    const key = `${sent.size}`
    sent.set(key, body.get('file'))
    this.status = 200
    this.responseText = JSON.stringify([{ key, url: '' }])
    this.onload()
    this.onloadend()
  }
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))

const base64Of = (blob) => new Promise((resolve) => {
  const reader = new FileReader()
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1))
  reader.readAsDataURL(blob)
})
