#!/usr/bin/env node
/** `npm run check`: every check of the source, two at a time, each with its output in one piece. Fails when one does, after all have run. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ROOT } from './setup.mjs';

const { scripts } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));
// The longest first.
const FIRST = ['check:lint', 'check:types'];
const names = Object.keys(scripts)
  .filter((name) => name.startsWith('check:'))
  .sort((a, b) => FIRST.indexOf(b) - FIRST.indexOf(a));

/** @param {string} name @returns {Promise<boolean>} */
const passes = (name) =>
  new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', name], { cwd: ROOT, shell: process.platform === 'win32' });
    /** @type {Buffer[]} */
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
    child.on('error', () => resolve(false));
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'passed' : 'FAILED'} ${name}`);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });

const failed = [];
const lane = async () => {
  for (let name = names.shift(); name !== undefined; name = names.shift()) if (!(await passes(name))) failed.push(name);
};
await Promise.all([lane(), lane()]);
process.exit(failed.length > 0 ? 1 : 0);
