// What main.ts takes of Node.js, so that its types need no package more.
declare module 'node:fs' {
  export function writeFileSync(path: string, text: string): void
}

declare const process: { argv: string[] }
