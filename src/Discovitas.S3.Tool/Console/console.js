import { find, fill, make } from './dom.js';
import { get, load, set } from './state.js';
import * as objects from './objects.js';
import * as uploads from './uploads.js';
import * as requests from './requests.js';

const views = { objects, uploads, requests };
const names = Object.keys(views);
const problem = find('problem');
let turn = 0;
let known = null;

const view = () => names.includes(get('view')) ? get('view') : 'objects';

function show(error) {
  problem.hidden = !error;
  problem.textContent = error?.message ?? '';
}

async function loadServer() {
  const server = await load('server');
  find('server').textContent = `${server.endpoint} · ${server.region} · ${server.accessKeyId}`;
  find('server').title = server.folder;
  const buckets = server.buckets.map(bucket => bucket.name);
  if (buckets.join() !== known) fill(find('bucket'), buckets.map(name => make('option', { value: name }, name)));
  known = buckets.join();
  const first = buckets.includes(server.first) ? server.first : buckets[0];
  if (!buckets.includes(get('bucket'))) set({ bucket: first, prefix: '', text: '' }, true);
}

// What is shown is always what was asked for last.
async function render() {
  const current = view();
  const mine = ++turn;
  for (const name of names) {
    find(name).hidden = name !== current;
    const tab = find(`tab-${name}`);
    tab.ariaSelected = name === current;
    tab.tabIndex = name === current ? 0 : -1;
  }
  find('main').setAttribute('aria-labelledby', `tab-${current}`);
  find('bucket-label').hidden = current === 'requests';
  find('bucket').value = get('bucket');
  try {
    await views[current].render(() => mine === turn);
    if (mine === turn) show(null);
  } catch (error) {
    if (mine === turn) show(error);
  }
}

// Another program may have created buckets and objects.
async function start() {
  try {
    await loadServer();
  } catch (error) {
    show(error);
    return;
  }
  await render();
}

for (const [index, name] of names.entries()) {
  const tab = find(`tab-${name}`);
  tab.addEventListener('click', () => set({ view: name }));
  tab.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = names[(index + step + names.length) % names.length];
    set({ view: next });
    find(`tab-${next}`).focus();
  });
}

find('bucket').addEventListener('change', event => set({ bucket: event.target.value, prefix: '', text: '' }));
find('skip').addEventListener('click', event => {
  event.preventDefault();
  find('main').focus();
});
addEventListener('state', render);
addEventListener('popstate', render);
addEventListener('focus', start);
addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || /input|select|textarea/i.test(event.target.tagName)) return;
  const field = find(view() === 'requests' ? 'filter' : 'search');
  if (field.offsetParent) {
    event.preventDefault();
    field.focus();
  }
});
start();
