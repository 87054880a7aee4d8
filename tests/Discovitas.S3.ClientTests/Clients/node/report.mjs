// What the scripts have in common: contents, and a line of JSON for each call.
import { createHash } from "node:crypto";

export const [endpoint, bucket] = process.argv.slice(2);
export const small = Buffer.from("hello, world");
export const large = Buffer.alloc(20 * 1024 * 1024, "0123456789abcdefghijklmnopqrstuvwxyz");
export const odd = [
  "odd/ключ 鍵.txt", "odd/a b+c%20&=?#'\"<>.txt", "odd//double", "odd/folder/", "odd/😀", "odd/a(b)!*'c",
];

async function read(stream) {
  const pieces = [];
  for await (const piece of stream) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function plain(value) {
  if (value === null || value === undefined || typeof value === "function") {
    return undefined;
  }
  if (typeof value[Symbol.asyncIterator] === "function") {
    value = await read(value);
  }
  if (value instanceof Uint8Array) {
    return { length: value.length, sha256: createHash("sha256").update(value).digest("hex") };
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (Array.isArray(value)) {
    return Promise.all(value.map(plain));
  }
  if (typeof value === "object") {
    const members = Object.entries(value).filter(([name]) => name !== "$metadata" && name !== "httpStatusCode");
    return Object.fromEntries(await Promise.all(members.map(async ([name, item]) => [name, await plain(item)])));
  }
  return value;
}

/** Carries out a call and prints its result or its error; returns the result. */
export async function step(name, call) {
  let line;
  let result;
  try {
    result = await call();
    line = { result: await plain(result) };
  } catch (error) {
    const status = error.$metadata?.httpStatusCode ?? error.statusCode;
    line = { error: error.code ?? error.name, status, message: error.message };
  }
  process.stdout.write(JSON.stringify({ step: name, ...line }) + "\n");
  return result;
}

export async function ask(url, method = "GET", body = undefined) {
  const response = await fetch(url, { method, body });
  const bytes = Buffer.from(await response.arrayBuffer());
  return response.ok
    ? { status: response.status, body: bytes }
    : { status: response.status, code: /<Code>(.*?)<\/Code>/.exec(bytes.toString())?.[1] };
}
