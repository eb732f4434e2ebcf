import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import type { WorkerFixtures } from './support/fixtures.ts';

// The first is the same engine without the windows round it, and the tests take two thirds of the time.
const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const installed = browsers.find((path) => existsSync(path));
const executablePath = process.env.CHROMIUM ?? installed;

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const specs = ['journeys/**/*.spec.ts', 'access/**/*.spec.ts'];
// A test about something that only exists with scripts, only without, only with two processes, or for which the phone is enough, says so
// by a tag.
const withScripts = { testMatch: specs, dependencies: ['siap'], grepInvert: /@tanpa-skrip|@dua-proses/ };
const withoutScripts = { testMatch: specs, dependencies: ['siap'], grepInvert: /@skrip|@dua-proses/ };
// Pages without scripts are the phone's and wider; a few main journeys show that nothing falls apart there.
const mainWithoutScripts = { ...withoutScripts, testMatch: 'journeys/**/*.spec.ts', grep: /@pokok/ };
// Every journey once, in one language: the full matrix runs on SQLite.
const twoProcesses = { testMatch: 'journeys/**/*.spec.ts', dependencies: ['siap'], grepInvert: /@tanpa-skrip|\(en\)/ };

export default defineConfig<object, WorkerFixtures>({
  testDir: '.',
  outputDir: 'test-results/out',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Recording costs a twentieth of the time; nobody opens a recording of the CI's machine.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'siap', testMatch: 'support/ready.setup.ts', teardown: 'html' },
    { name: 'html', testMatch: 'support/html.teardown.ts' },
    { name: 'ponsel', ...withScripts, use: phone },
    { name: 'meja', ...withScripts, grepInvert: /@tanpa-skrip|@dua-proses|@ponsel/, use: desktop },
    { name: 'tanpa-skrip', ...withoutScripts, use: { ...phone, javaScriptEnabled: false } },
    { name: 'meja-tanpa-skrip', ...mainWithoutScripts, use: { ...desktop, javaScriptEnabled: false } },
    { name: 'dua-proses', ...twoProcesses, use: { ...phone, processes: 2 } },
    { name: 'perintah', testMatch: 'commands/**/*.spec.ts', dependencies: ['siap'] },
    { name: 'gambar', testMatch: 'gambar*.spec.ts', dependencies: ['siap'], teardown: 'album' },
    { name: 'album', testMatch: 'support/album.teardown.ts' },
  ],
});
