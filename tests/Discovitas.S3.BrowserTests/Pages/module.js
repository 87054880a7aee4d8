// What a test drives: the module that the endpoints serve. The tests call window.page.
import { upload } from '/uploads/discovitas-s3.js'

window.page = {
  async start({ name, type, size, options }) {
    const content = await (await fetch(`/content/${size}`)).arrayBuffer()
    this.progress = []
    this.ended = false
    this.controller = new AbortController()
    upload(new File([content], name, { type }), {
      endpoint: '/uploads',
      signal: this.controller.signal,
      antiforgeryToken: document.querySelector('meta[name=token]').content,
      onProgress: ({ loaded, total }) => this.progress.push({ loaded, total }),
      ...options,
    })
      .then((file) => ({ file }), ({ name, code, message }) => ({ error: { name, code: String(code), message } }))
      .then((result) => Object.assign(this, { result, ended: true }))
  },

  cancel() {
    this.controller.abort()
  },
}
