import { date, fill, find, icon, list, make, size } from './dom.js';
import { get, load } from './state.js';
import { showDialog } from './details.js';

const [rows, note] = ['upload-rows', 'upload-note'].map(find);

function details(bucket, upload) {
  showDialog(upload.key, [
    make('p', {}, 'Parts are stored, and nobody has completed or aborted the upload. S3 keeps them, and charges for '
      + 'them, until then.'),
    list('Upload', [
      { name: 'Upload ID', value: upload.uploadId },
      { name: 'Started', value: date(upload.initiated) },
      { name: 'Parts', value: upload.parts },
      { name: 'Bytes', value: upload.bytes },
    ]),
    make('h3', {}, 'To abort it'),
    make('pre', { tabIndex: 0 }, `aws s3api abort-multipart-upload --bucket ${bucket} --key '${upload.key}' `
      + `--upload-id ${upload.uploadId}`),
  ]);
}

export async function render(isCurrent) {
  const bucket = get('bucket');
  const { uploads, isComplete } = await load('uploads', { bucket });
  if (!isCurrent()) return;
  fill(rows, uploads.map(upload => make('li', {},
    make('button', { type: 'button', className: 'row', onclick: () => details(bucket, upload) },
      icon('upload'),
      make('span', { className: 'main', dir: 'auto' }, upload.key),
      make('span', { className: 'about' },
        `${upload.parts} ${upload.parts === 1 ? 'part' : 'parts'} · ${size(upload.bytes)} · ${date(upload.initiated)}`)))));
  note.textContent = uploads.length === 0 ? 'No multipart upload is unfinished in this bucket.'
    : isComplete ? '' : 'There are more; these are the first 100 by key.';
}
