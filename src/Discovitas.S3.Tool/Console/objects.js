import { date, fill, find, icon, make, size } from './dom.js';
import { get, load, set } from './state.js';
import { open } from './details.js';

const [rows, note, more, search] = ['object-rows', 'object-note', 'object-more', 'search'].map(find);
let next = null;
let shown = '';
let pause;

search.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(() => set({ text: search.value.trim(), prefix: '' }, true), 250);
});
more.addEventListener('click', async () => {
  more.disabled = true;
  const count = rows.children.length;
  try {
    await add(() => true, next);
    rows.children[count]?.querySelector('button').focus();
  } catch (error) {
    note.textContent = error.message;
  } finally {
    more.disabled = false;
  }
});

const place = () => ({ bucket: get('bucket'), prefix: get('prefix'), text: get('text') });

function crumb(label, prefix, isLast) {
  return isLast
    ? make('span', { ariaCurrent: 'location' }, label)
    : make('button', { type: 'button', onclick: () => set({ prefix, text: '' }) }, label);
}

function showCrumbs({ bucket, prefix }) {
  const parts = prefix.split('/').slice(0, -1);
  const crumbs = [crumb(bucket, '', parts.length === 0)];
  parts.forEach((part, index) => {
    const path = `${parts.slice(0, index + 1).join('/')}/`;
    crumbs.push('/', crumb(part || '(no name)', path, index === parts.length - 1));
  });
  fill(find('crumbs'), crumbs);
}

function row(kind, name, about, act) {
  return make('li', {}, make('button', { type: 'button', className: 'row', onclick: act },
    icon(kind),
    make('span', { className: 'main', dir: 'auto' }, name),
    make('span', { className: 'about' }, about)));
}

async function add(isCurrent, from) {
  const { bucket, prefix, text } = place();
  const page = text
    ? await load('search', { bucket, text, next: from ?? '' })
    : await load('objects', { bucket, prefix, next: from ?? '' });
  if (!isCurrent()) return;
  if (!from) rows.replaceChildren();
  rows.append(
    ...(page.folders ?? []).map(folder =>
      row('folder', folder.slice(prefix.length), '', () => set({ prefix: folder }))),
    ...page.objects.map(item => row(
      'file', text ? item.key : item.key.slice(prefix.length) || '(the folder itself)',
      `${size(item.size)} · ${date(item.lastModified)}`, () => open(bucket, item.key))));
  next = page.next;
  more.hidden = !next;
  more.textContent = text ? 'Search further' : 'Show more';
  const count = rows.children.length;
  note.textContent = count > 0 ? ''
    : text ? (next ? 'Nothing found so far.' : `No key contains “${text}”.`)
    : prefix ? 'This folder is empty.'
    : 'This bucket is empty. Upload something, with the AWS CLI for instance: aws s3 cp cat.jpg '
      + `s3://${bucket}/`;
}

export async function render(isCurrent) {
  const now = place();
  showCrumbs(now);
  if (document.activeElement !== search) search.value = now.text;
  const name = JSON.stringify(now);
  if (name !== shown) rows.replaceChildren();
  shown = name;
  await add(isCurrent, null);
}
