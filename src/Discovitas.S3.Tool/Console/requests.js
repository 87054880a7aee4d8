import { fill, find, list, make, size, time } from './dom.js';
import { get, load } from './state.js';
import { showDialog } from './details.js';

const [rows, note, filter, failed, live] =
  ['request-rows', 'request-note', 'filter', 'failed', 'live'].map(find);
const interval = 1500;
let known = [];
let drawn = '';

const isFailed = request => request.status === null || request.status >= 400 || request.errorCode !== null;
const outcome = request => request.status ?? '···';

function matches(request) {
  const text = filter.value.trim().toLowerCase();
  return (!failed.checked || isFailed(request))
    && [request.method, request.target, request.operation, request.status, request.errorCode, request.key]
      .some(value => String(value ?? '').toLowerCase().includes(text));
}

function advice(request) {
  if (request.status === null) {
    return [make('p', { className: 'what' }, 'No response yet, or the connection was closed without one.')];
  }
  if (!request.errorCode) return [];
  return [
    make('p', { className: 'what' }, `${request.errorCode}: ${request.errorMessage}`),
    request.advice && make('p', {}, request.advice.meaning),
    request.advice && make('p', {}, make('strong', {}, 'What to do: '), request.advice.remedy),
  ].filter(Boolean);
}

function details(request) {
  showDialog(`${request.method} ${outcome(request)} ${request.operation ?? ''}`, [
    ...advice(request),
    list('Request', [
      { name: 'Target', value: request.target },
      { name: 'Bucket', value: request.bucket },
      { name: 'Key', value: request.key ?? '' },
      { name: 'Time', value: new Date(request.time).toISOString() },
      { name: 'Duration', value: `${request.milliseconds.toFixed(1)} ms` },
      { name: 'Bytes in', value: request.requestBytes },
      { name: 'Bytes out', value: request.responseBytes },
      { name: 'Request ID', value: request.requestId ?? '' },
    ].filter(pair => pair.value !== '')),
    list('Headers, without signatures', request.headers.map(({ key, value }) => ({ name: key, value }))),
  ].filter(Boolean));
}

const kind = request => request.status === null ? 'none' : isFailed(request) ? 'bad' : 'good';

function row(request) {
  return make('li', {}, make('button', {
    type: 'button', className: `row request ${kind(request)}`, onclick: () => details(request),
  },
  make('span', { className: 'status' }, String(outcome(request))),
  make('span', { className: 'main' },
    make('span', { className: 'method' }, `${request.operation ?? request.method} `),
    make('bdi', {}, request.operation ? `${request.bucket}${request.key ? `/${request.key}` : ''}` : request.target),
    ...(request.errorCode || request.status === null
      ? [make('span', { className: 'error' }, request.errorCode
        ? `${request.errorCode}: ${request.advice?.meaning ?? request.errorMessage}`
        : 'No response yet, or the connection was closed without one.')]
      : [])),
  make('span', { className: 'about' },
    `${time(request.time)} · ${request.milliseconds.toFixed(0)} ms · `
      + size(request.responseBytes || request.requestBytes))));
}

// Drawn again only if something has changed, so that focus and selection stay.
function draw() {
  const shown = known.filter(matches);
  const now = JSON.stringify(shown.map(request => [request.number, request.status, request.milliseconds]));
  if (now !== drawn) {
    const focused = [...rows.children].findIndex(item => item.contains(document.activeElement));
    const number = focused < 0 ? null : rows.children[focused].dataset.number;
    fill(rows, shown.map(request => {
      const item = row(request);
      item.dataset.number = request.number;
      return item;
    }));
    if (number) rows.querySelector(`[data-number="${number}"] button`)?.focus();
  }
  drawn = now;
  note.textContent = shown.length > 0 ? ''
    : known.length > 0 ? 'No request matches.'
    : 'No request yet. Those of this console are left out.';
}

export async function render(isCurrent) {
  const answer = await load('requests');
  if (!isCurrent()) return;
  known = answer;
  draw();
}

filter.addEventListener('input', draw);
failed.addEventListener('change', draw);
setInterval(async () => {
  if (!live.checked || document.hidden || get('view') !== 'requests') return;
  try {
    await render(() => get('view') === 'requests');
  } catch (error) {
    note.textContent = error.message;
  }
}, interval);
