import { copyButton, fill, find, list, make, size } from './dom.js';
import { bytes, load } from './state.js';

const [dialog, title, body] = ['details', 'details-title', 'details-body'].map(find);

// Only these are shown as pictures; all else, HTML and SVG among it, only as text.
const pictures = /^image\/(png|jpeg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)$/;
const texts = /^(text\/|application\/(json|xml|javascript|x-ndjson|yaml)|image\/svg\+xml|[^;]+\+(json|xml))/;
const mostText = 64 * 1024;
const mostPicture = 20 * 1024 * 1024;
let picture = null;

dialog.addEventListener('close', forget);
dialog.addEventListener('click', event => {
  if (event.target === dialog) dialog.close();
});

function forget() {
  if (picture) URL.revokeObjectURL(picture);
  picture = null;
}

export function showDialog(text, children) {
  forget();
  title.textContent = text;
  fill(body, children);
  if (!dialog.open) dialog.showModal();
  title.focus();
}

async function preview(bucket, item) {
  const type = (item.type ?? '').split(';')[0].trim().toLowerCase();
  if (item.size === 0) return make('p', { className: 'note' }, 'The object is empty.');
  if (pictures.test(type) && item.size <= mostPicture) {
    const data = await bytes({ bucket, key: item.key });
    picture = URL.createObjectURL(new Blob([data], { type }));
    return make('img', { src: picture, alt: `Preview of ${item.key}` });
  }
  if (texts.test(type)) {
    const data = await bytes({ bucket, key: item.key, most: mostText });
    const cut = item.size > mostText ? `\n… (${size(item.size - mostText)} more)` : '';
    return make('pre', { tabIndex: 0, dir: 'auto' }, new TextDecoder().decode(data) + cut);
  }
  return make('p', { className: 'note' }, `No preview of ${type || 'an unknown type'}.`);
}

export async function open(bucket, key) {
  showDialog(key, [make('p', { className: 'note' }, 'Loading…')]);
  try {
    const item = await load('object', { bucket, key });
    const place = make('div', { className: 'preview' });
    showDialog(key, [
      make('div', { className: 'actions' },
        make('a', { className: 'button', href: item.download, rel: 'noreferrer' }, 'Download'),
        copyButton('Copy URL', item.url),
        copyButton('Copy key', key)),
      place,
      list('Headers', item.headers),
      list('Metadata', item.metadata),
      list('Tags', item.tags),
    ].filter(Boolean));
    place.append(await preview(bucket, item));
  } catch (error) {
    body.append(make('p', { className: 'what' }, error.message));
  }
}

